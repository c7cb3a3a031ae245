import { expect, it } from "vitest";
import { usageOf } from "./usage";

it("counts what worked and what failed, with the usual and the longest time and the newest error", () => {
  const usage = usageOf([
    { state: "failed", error: { message: "name is missing" } },
    { state: "succeeded", durationMs: 30 },
    { state: "succeeded", durationMs: 4 },
    { state: "failed", error: { message: "older" } },
    { state: "succeeded", durationMs: 5 },
  ]);
  expect(usage).toEqual({ worked: 3, failed: 2, median: 5, slowest: 30, lastError: "name is missing" });
});

it("knows no times where nothing has worked", () => {
  expect(usageOf([])).toEqual({ worked: 0, failed: 0, median: undefined, slowest: undefined, lastError: undefined });
});
