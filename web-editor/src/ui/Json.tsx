import { Text } from "@mantine/core";
import classes from "./Json.module.css";

/** A value as text: short ones at once, longer ones when opened. */
export function Json({ label, value }: { label: string; value: unknown }) {
  const written = JSON.stringify(value, null, 2);
  const short = JSON.stringify(value);
  if (short.length <= 80) {
    return (
      <div className={classes.part}>
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <code className={classes.short}>{short}</code>
      </div>
    );
  }
  return (
    <details className={classes.part}>
      <summary className={classes.summary}>{label}</summary>
      <pre className={classes.long}>{written}</pre>
    </details>
  );
}
