import { isObject, typed } from "./shape";

const shownValues = 3;
const longest = 80;

/** An event as one line: the first values of its row, or when it was due, or how it begins. `at` is when it happened. */
export function sampleLabel(data: Record<string, unknown>, at: string | undefined): string {
  if (isObject(data.fire) && typeof data.fire.localTime === "string") return onClock(data.fire.localTime);
  const row = [data.row, data.after, data.before, data.fire, data.input, data.body].find(isObject) ?? data;
  const values = Object.values(row)
    .filter((value) => value !== null && value !== "" && typeof value !== "object")
    .slice(0, shownValues)
    .map(typed);
  const label = values.length > 0 ? values.join(", ") : JSON.stringify(row);
  const short = label.length > longest ? `${label.slice(0, longest)}…` : label;
  return at === undefined ? short : `${short} (${new Date(at).toLocaleString(undefined, { timeZoneName: "short" })})`;
}

/** A time that is on the clocks of its zone already. */
function onClock(local: string): string {
  const time = new Date(`${local}Z`);
  if (Number.isNaN(time.getTime())) return local;
  return time.toLocaleString(undefined, { dateStyle: "full", timeStyle: "short", timeZone: "UTC" });
}
