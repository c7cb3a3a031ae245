import { describe, expect, it } from "vitest";
import type { RecipeSummary } from "@/api/listRecipes";
import { silentFor } from "./silence";

const now = Date.parse("2026-11-22T12:00:00Z");
const recipe = (lastEvent: string | null, eventsPerDay: number, state: RecipeSummary["state"] = "active") => ({
  id: "r",
  title: "R",
  version: 1,
  updatedAt: "2026-11-01T12:00:00Z",
  state,
  lastEvent,
  eventsPerDay,
});

describe("silence", () => {
  it("is told where it is far longer than usual", () => {
    expect(silentFor(recipe("2026-11-19T12:00:00Z", 40), now)).toBe(3);
  });

  it.each([
    ["is usual", recipe("2026-11-19T12:00:00Z", 0.5)],
    ["is a night", recipe("2026-11-22T01:00:00Z", 400)],
    ["is meant", recipe("2026-11-01T12:00:00Z", 40, "paused")],
    ["cannot be judged yet", recipe("2026-11-01T12:00:00Z", 0)],
    ["is of a recipe that never heard anything", recipe(null, 0)],
  ])("is not told where it %s", (_, summary) => {
    expect(silentFor(summary, now)).toBeUndefined();
  });
});
