import { Text } from "@mantine/core";
import type { FunctionTestResult } from "@/api/testFunction";
import { text } from "@/text";
import { duration } from "./duration";
import classes from "./FunctionResult.module.css";
import { Json } from "./Json";

const words = text.fields;
const none: Mistake[] = [];

interface Mistake {
  line: number;
  message: string;
}

/** What a function gave and printed when it was tried, and how long it took. */
export function FunctionResult({ result }: { result: FunctionTestResult }) {
  const log = Array.isArray(result.log) ? result.log.join("\n") : result.log;
  return (
    <div role="status">
      <Text size="sm" fw={600}>
        {result.ok ? words.runOk(duration(result.durationMs)) : words.runFailed}
      </Text>
      {result.error && (
        <Text size="sm" c="error">
          {result.error.message}
        </Text>
      )}
      {log && (
        <section aria-label={text.runs.printed}>
          <Text size="sm">{text.runs.printed}</Text>
          <pre className={classes.log}>{log}</pre>
        </section>
      )}
      {result.ok && <Json label={text.runs.output} value={result.output ?? null} />}
    </div>
  );
}

/** Where in the code a failed trial went wrong, for the margin of the code. */
export function mistakesOf(result: FunctionTestResult | undefined): readonly Mistake[] {
  const error = result?.error;
  if (error == null) return none;
  const line = error.line ?? Number(/\bline (\d+)/i.exec(error.message)?.[1] ?? Number.NaN);
  return Number.isNaN(line) ? none : [{ line, message: error.message }];
}
