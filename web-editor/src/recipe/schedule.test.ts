import { expect, it } from "vitest";
import { readCron, writeCron, type Schedule } from "./schedule";

it.each<[Schedule, string]>([
  [{ kind: "minutes", every: 15 }, "0 0/15 * * * ?"],
  [{ kind: "daily", time: "08:00" }, "0 0 8 * * ?"],
  [{ kind: "weekly", days: ["MON", "TUE", "WED", "THU", "FRI"], time: "16:45" }, "0 45 16 ? * MON-FRI"],
  [{ kind: "weekly", days: ["MON", "WED"], time: "09:05" }, "0 5 9 ? * MON,WED"],
  [{ kind: "weekly", days: ["SAT", "SUN"], time: "00:00" }, "0 0 0 ? * SAT,SUN"],
  [{ kind: "monthly", day: 15, time: "12:00" }, "0 0 12 15 * ?"],
  [{ kind: "monthly", day: "last", time: "12:00" }, "0 0 12 L * ?"],
  [{ kind: "nth", nth: 3, day: "FRI", time: "10:30" }, "0 30 10 ? * FRI#3"],
  [{ kind: "nth", nth: "last", day: "FRI", time: "10:30" }, "0 30 10 ? * FRIL"],
])("%j is %s and back", (schedule, cron) => {
  expect(writeCron(schedule)).toBe(cron);
  expect(readCron(cron)).toEqual(schedule);
});

it.each([
  ["0 0 9 ? * *", "0 30 9 ? * *"],
  ["0 9 * * 1-5", "0 9 * * 1-5"],
  ["0 9 * * *", "30 9 * * *"],
  ["0 45 16 ? * FRI,MON", "0 30 9 ? * FRI,MON"],
])("%s at another time keeps how it was written", (cron, later) => {
  const schedule = readCron(cron);
  const moved = schedule !== undefined && "time" in schedule ? writeCron({ ...schedule, time: "09:30" }, cron) : cron;
  expect(moved).toBe(later);
});

it("reads the examples of the recipe language and crontab's five fields", () => {
  expect(readCron("0 0 9 ? * MON-FRI")).toEqual({
    kind: "weekly",
    days: ["MON", "TUE", "WED", "THU", "FRI"],
    time: "09:00",
  });
  expect(readCron("30 8 * * *")).toEqual({ kind: "daily", time: "08:30" });
  expect(readCron("*/5 * * * *")).toEqual({ kind: "minutes", every: 5 });
});

it.each([
  "",
  "0 0 9 ? 1 MON",
  "5 0 9 * * ?",
  "0 0 9-17 * * ?",
  "0 0 9 15W * ?",
  "0 0 25 * * ?",
  "@daily",
  "0 0 9 1 * MON",
  "0 0 9 ? * FRI-MON",
  "0 0 9 ? * 2-6",
])("%j has no sentence and stays cron", (cron) => expect(readCron(cron)).toBeUndefined());
