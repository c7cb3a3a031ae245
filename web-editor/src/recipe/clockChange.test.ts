import { expect, it } from "vitest";
import { clockChanges, offsetNow } from "./clockChange";

it("the time after the clocks were changed says so, in either direction", () => {
  const autumn = ["2026-10-30T08:00:00-04:00", "2026-11-02T08:00:00-05:00", "2026-11-03T08:00:00-05:00"];
  expect(clockChanges(autumn, "-04:00", [])).toEqual([[], ["The clocks go back before this one: UTC-4 → UTC-5"], []]);
  expect(clockChanges(["2027-04-01T08:00:00+01:00"], "Z", [])).toEqual([
    ["The clocks go forward before this one: UTC → UTC+1"],
  ]);
  expect(clockChanges(["2026-11-02T08:00:00+05:30"], undefined, [])).toEqual([[]]);
});

it("a time in the hour that is skipped or comes twice says what the schedule's warning says", () => {
  const skips = "On 2027-03-14 the clocks in America/New_York skip 02:30: it runs at 03:00.";
  const twice = "On 2027-11-07 the clocks in America/New_York show 01:30 twice: it runs the first time only.";
  const times = ["2027-03-13T02:30:00-05:00", "2027-03-14T03:00:00-04:00", "2027-03-15T02:30:00-04:00"];
  expect(clockChanges(times, undefined, [skips, twice])).toEqual([
    [],
    ["The clocks go forward before this one: UTC-5 → UTC-4", skips],
    [],
  ]);
});

it("the offset of a zone now is known where the browser knows the zone", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  expect(offsetNow("America/New_York", now)).toBe("-05:00");
  expect(offsetNow("Etc/UTC", now)).toMatch(/^(Z|\+00:00)$/);
  expect(offsetNow("Nowhere/None", now)).toBeUndefined();
});
