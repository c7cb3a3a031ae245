import { editing } from "@/text/editing";

const words = editing.clocks;

/**
 * What is to be said at each time of a schedule because of summer time, in the order of the times: the clocks have
 * changed since the time before it, or a warning names its day.
 *
 * @param times instants with their offset in the zone, ISO 8601
 * @param now the offset before the first of them
 * @param warnings of the schedule; one that begins with the day of a time belongs to that time
 */
export function clockChanges(times: readonly string[], now: string | undefined, warnings: readonly string[]) {
  return times.map((time, index) => {
    const change = changeBetween(times[index - 1] ?? now, time);
    const named = warnings.filter((warning) => warning.includes(time.slice(0, "2026-11-01".length)));
    return [...(change === undefined ? [] : [change]), ...named];
  });
}

/** The offset of a zone now, as at the end of a time; undefined where the browser does not know the zone. */
export function offsetNow(zone: string, now: Date = new Date()): string | undefined {
  try {
    const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(now);
    const offset = parts.find(({ type }) => type === "timeZoneName")?.value.replace("GMT", "");
    return offset === "" ? "Z" : offset;
  } catch {
    return undefined;
  }
}

function changeBetween(before: string | undefined, after: string): string | undefined {
  const from = before === undefined ? undefined : offsetOf(before);
  const to = offsetOf(after);
  if (from === undefined || to === undefined || from === to) return undefined;
  return (to < from ? words.back : words.forward)(offsetName(from), offsetName(to));
}

/** In minutes east of UTC. */
function offsetOf(instant: string): number | undefined {
  if (instant.endsWith("Z")) return 0;
  const match = /([+-])(\d{2}):(\d{2})(?::\d{2})?$/.exec(instant);
  if (match === null) return undefined;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/** `UTC-5`, `UTC+5:30`. */
function offsetName(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${String(size % 60).padStart(2, "0")}`;
  return minutes === 0 ? "UTC" : `UTC${minutes < 0 ? "-" : "+"}${Math.floor(size / 60)}${rest}`;
}
