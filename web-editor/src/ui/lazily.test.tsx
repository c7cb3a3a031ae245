import { act, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { lazily } from "./lazily";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("a part that could not be fetched is asked for again, until the connection is back", async () => {
  let asked = 0;
  const Part = lazily(async () => {
    asked += 1;
    if (asked < 3) throw new Error("no network");
    return Promise.resolve({ default: () => <p>Here</p> });
  });
  render(
    <Suspense fallback={<p>Loading</p>}>
      <Part />
    </Suspense>,
  );
  expect(screen.getByText("Loading")).toBeVisible();
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  expect(screen.getByText("Here")).toBeVisible();
});
