import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";
import { renderAt, standInRuntime } from "@/testing/renderAt";
import { ScheduleExplained } from "./ScheduleExplained";

const { server } = standInRuntime();

/** As the runtime answered on 22 November 2026. */
const explained = {
  readAs: "quartz",
  text: "At 02:30, on day 14 of the month (America/New_York)",
  next: [
    "2026-12-14T02:30:00-05:00",
    "2027-01-14T02:30:00-05:00",
    "2027-02-14T02:30:00-05:00",
    "2027-03-14T03:00:00-04:00",
    "2027-04-14T02:30:00-04:00",
  ],
  warnings: ["On 2027-03-14 the clocks in America/New_York skip 02:30: it runs at 03:00."],
  skipped: [],
};

it("among the next times, the one before which the clocks change says so", async () => {
  server.use(http.get("*/api/v1/schedules/explain", () => HttpResponse.json(explained)));
  const { user } = renderAt("/", <ScheduleExplained cron="0 30 2 14 * ?" zone="America/New_York" />);
  await user.click(await screen.findByText("The next times, in America/New_York; the clocks change among them"));
  const times = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
  expect(times[3]).toContain("The clocks go forward before this one: UTC-5 → UTC-4");
  expect(times[3]).toContain("skip 02:30: it runs at 03:00");
  expect(times.filter((time) => time.includes("clocks"))).toHaveLength(1);
  expect(within(screen.getByRole("list")).getAllByText(/The clocks go/)).toHaveLength(1);
});
