import { Text } from "@mantine/core";
import { IconClockExclamation } from "@tabler/icons-react";
import { useDebouncedValue } from "@mantine/hooks";
import { clockChanges, offsetNow } from "@/recipe/clockChange";
import { text } from "@/text";
import { editing } from "@/text/editing";
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
  const changes = clockChanges(next, offsetNow(zone), warnings);
  const changing = changes.some((said) => said.length > 0);
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
        <summary className={classes.summary}>{changing ? editing.clocks.next(zone) : words.next(zone)}</summary>
        <ol className={classes.times}>
          {next.map((time, index) => (
            <li key={time}>
              {onClock(time, zone)}
              {changes[index]?.map((change) => (
                <span key={change} className={classes.mark}>
                  <IconClockExclamation size={16} aria-hidden />
                  {change}
                </span>
              ))}
            </li>
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
