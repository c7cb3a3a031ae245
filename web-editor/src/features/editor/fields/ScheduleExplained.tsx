import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { text } from "@/text";
import { useScheduleExplanation } from "../api/explainSchedule";
import classes from "./fields.module.css";

const words = text.schedule;
const shownTimes = 10;

/** What a schedule means in words, its next times on the clocks of its zone, and what may surprise. */
export function ScheduleExplained({ cron, zone }: { cron: string; zone: string }) {
  const [asked] = useDebouncedValue(cron, 300);
  const explanation = useScheduleExplanation(asked, zone, shownTimes);
  if (cron.trim() === "" || explanation.error) {
    return explanation.error ? (
      <Text size="sm" c="error">
        {explanation.error.message}
      </Text>
    ) : null;
  }
  if (explanation.data === undefined) return null;
  const { text: sentence, next, warnings, readAs } = explanation.data;
  return (
    <div>
      <Text size="sm" fw={600}>
        {sentence}
      </Text>
      {warnings.map((warning) => (
        <Text key={warning} size="sm">
          {warning}
        </Text>
      ))}
      <details>
        <summary className={classes.summary}>{words.next(zone)}</summary>
        <ol className={classes.times}>
          {next.map((time) => (
            <li key={time}>{onClock(time, zone)}</li>
          ))}
        </ol>
        <Text size="xs" c="dimmed">
          {words.readAs(readAs)}
        </Text>
      </details>
    </div>
  );
}

function onClock(instant: string, zone: string): string {
  try {
    const format = new Intl.DateTimeFormat(undefined, {
      weekday: "short",
      year: "numeric",
      month: "short",
      day: "numeric",
      hour: "numeric",
      minute: "2-digit",
      second: "2-digit",
      timeZone: zone,
      timeZoneName: "short",
    });
    return format.format(new Date(instant));
  } catch {
    return instant;
  }
}
