export const weekdays = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;

export type Weekday = (typeof weekdays)[number];

/** The schedules that have a sentence; everything else is written as cron. Times are `08:00`. */
export type Schedule =
  | { kind: "minutes"; every: number }
  | { kind: "daily"; time: string }
  | { kind: "weekly"; days: Weekday[]; time: string }
  | { kind: "monthly"; day: number | "last"; time: string }
  | { kind: "nth"; nth: number | "last"; day: Weekday; time: string };

/**
 * As Quartz writes it, seconds first.
 *
 * @param before how it was written, which is kept where only the time has changed
 */
export function writeCron(schedule: Schedule, before = ""): string {
  const earlier = readCron(before);
  if ("time" in schedule && earlier !== undefined && "time" in earlier) {
    const fields = before.trim().split(/\s+/);
    const onlyTime = writeCron({ ...earlier, time: schedule.time }) === writeCron(schedule);
    if (onlyTime) return [...fields.slice(0, -5), clock(schedule.time), ...fields.slice(-3)].join(" ");
  }
  switch (schedule.kind) {
    case "minutes":
      return `0 0/${schedule.every} * * * ?`;
    case "daily":
      return `0 ${clock(schedule.time)} * * ?`;
    case "weekly":
      return `0 ${clock(schedule.time)} ? * ${dayList(schedule.days)}`;
    case "monthly":
      return `0 ${clock(schedule.time)} ${schedule.day === "last" ? "L" : schedule.day} * ?`;
    case "nth":
      return `0 ${clock(schedule.time)} ? * ${schedule.day}${schedule.nth === "last" ? "L" : `#${schedule.nth}`}`;
  }
}

/** Reads a cron text that has a sentence; five fields as crontab has them are read too. */
export function readCron(cron: string): Schedule | undefined {
  const fields = cron.trim().toUpperCase().split(/\s+/);
  if (fields.length === 5) fields.unshift("0");
  const [second, minute = "", hour = "", date = "", month, day = ""] = fields;
  if (fields.length !== 6 || second !== "0" || month !== "*") return undefined;
  const any = (field: string) => field === "*" || field === "?";

  const every = /^(?:0|\*)\/(\d{1,2})$/.exec(minute)?.[1];
  if (every !== undefined && hour === "*" && any(date) && any(day)) return { kind: "minutes", every: Number(every) };

  if (!/^\d{1,2}$/.test(minute) || !/^\d{1,2}$/.test(hour) || Number(minute) > 59 || Number(hour) > 23)
    return undefined;
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (any(date) && any(day)) return { kind: "daily", time };
  if (any(day)) {
    if (date === "L") return { kind: "monthly", day: "last", time };
    return /^([1-9]|[12]\d|3[01])$/.test(date) ? { kind: "monthly", day: Number(date), time } : undefined;
  }
  if (!any(date)) return undefined;
  return readWeekdays(day, time);
}

function readWeekdays(field: string, time: string): Schedule | undefined {
  const nth = /^([A-Z]{3})(?:#([1-5])|(L))$/.exec(field);
  if (nth !== null) {
    const day = weekdays.find((each) => each === nth[1]);
    return day && { kind: "nth", nth: nth[3] === "L" ? "last" : Number(nth[2]), day, time };
  }
  const days = new Set<Weekday>();
  for (const part of field.split(",")) {
    const [from = "", to = from, ...more] = part.split("-");
    const first = weekdays.findIndex((each) => each === from);
    const last = weekdays.findIndex((each) => each === to);
    if (first < 0 || last < first || more.length > 0) return undefined;
    weekdays.slice(first, last + 1).forEach((each) => days.add(each));
  }
  return { kind: "weekly", days: weekdays.filter((each) => days.has(each)), time };
}

function dayList(days: readonly Weekday[]): string {
  const places = weekdays.flatMap((each, place) => (days.includes(each) ? [place] : []));
  const first = places[0];
  const last = places.at(-1);
  if (first !== undefined && last !== undefined && places.length > 2 && last - first === places.length - 1) {
    return `${weekdays[first] ?? ""}-${weekdays[last] ?? ""}`;
  }
  return places.map((place) => weekdays[place]).join(",");
}

function clock(time: string): string {
  const [hour = "0", minute = "0"] = time.split(":");
  return `${Number(minute)} ${Number(hour)}`;
}
