import { text } from "@/text";
import { periodInWords } from "./period";
import { readCron, weekdays, type Schedule } from "./schedule";
import { typed } from "./shape";

const words = text.schedule.sentences;
const names = text.schedule.weekdays;

/** A cron text as it is said: "every weekday at 8:00"; undefined where only cron can say it. */
export function cronInWords(cron: unknown): string | undefined {
  const schedule = typeof cron === "string" ? readCron(cron) : undefined;
  return schedule === undefined ? undefined : inWords(schedule);
}

function inWords(schedule: Schedule): string {
  switch (schedule.kind) {
    case "minutes":
      return words.minutes(schedule.every);
    case "daily":
      return words.daily(clock(schedule.time));
    case "weekly": {
      const workdays = weekdays.slice(0, 5);
      const all = schedule.days.length === 5 && workdays.every((day) => schedule.days.includes(day));
      const days = all ? words.weekday : words.each(schedule.days.map((day) => names[day]));
      return words.at(days, clock(schedule.time));
    }
    case "monthly":
      return words.at(schedule.day === "last" ? words.lastDay : words.dayOfMonth(schedule.day), clock(schedule.time));
    case "nth": {
      const which = schedule.nth === "last" ? text.schedule.lastOne : (text.schedule.ordinals[schedule.nth - 1] ?? "");
      return words.at(words.nth(which.toLowerCase(), names[schedule.day]), clock(schedule.time));
    }
  }
}

export function everyInWords(period: unknown): string {
  return words.every(periodInWords(typed(period)));
}

function clock(time: string): string {
  return time.replace(/^0/, "");
}
