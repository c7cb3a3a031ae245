import { Text } from "@mantine/core";
import { text } from "@/text";
import { duration } from "@/ui/duration";
import { Json } from "@/ui/Json";
import { StateBadge, type Tone } from "@/ui/StateBadge";
import type { RunError, RunStep } from "../api/run";
import classes from "./RunTimeline.module.css";

const tones: Record<string, Tone> = {
  running: "active",
  waiting: "waiting",
  held: "held",
  succeeded: "good",
  failed: "bad",
  skipped: "quiet",
  cancelled: "quiet",
  unknown: "unsure",
  chosen: "good",
  retrying: "waiting",
};

/** The steps of a run in the order they ran. `sentences` say what each does, by step id. */
export function RunTimeline({ steps, sentences }: { steps: RunStep[]; sentences: ReadonlyMap<string, string> }) {
  if (steps.length === 0) return <Text c="dimmed">{text.runs.noSteps}</Text>;
  return (
    <ol className={classes.timeline}>
      {steps.map((step) => (
        <TimelineStep key={step.id} step={step} sentences={sentences} />
      ))}
    </ol>
  );
}

function TimelineStep({ step, sentences }: { step: RunStep; sentences: ReadonlyMap<string, string> }) {
  const inside = step.id.split("/");
  const id = inside.pop() ?? step.id;
  const { log } = step;
  return (
    <li className={classes.step} data-tone={tones[step.state] ?? "none"}>
      <div className={classes.head}>
        <h3 className={classes.name}>{sentences.get(id) ?? id}</h3>
        <StateBadge tone={tones[step.state] ?? "none"} label={stateLabel(step.state)} />
        {step.durationMs != null && <Text size="sm">{duration(step.durationMs)}</Text>}
        {step.attempts > 1 && <Text size="sm">{text.runs.attempts(step.attempts)}</Text>}
      </div>
      <Text size="xs" c="dimmed">
        {id} {inside.length > 0 && text.runs.inside(inside.map(placeInWords).join(", "))}
      </Text>
      {step.input != null && Object.keys(step.input).length > 0 && <Json label={text.runs.input} value={step.input} />}
      {step.error && <ErrorWords error={step.error} />}
      {log && (
        <section className={classes.part} aria-label={text.runs.printed}>
          <Text size="sm" fw={600}>
            {text.runs.printed}
          </Text>
          <pre className={classes.log}>{log}</pre>
        </section>
      )}
      {step.output != null && <Json label={text.runs.output} value={step.output} />}
    </li>
  );
}

/** People count the items of a loop from one. */
function placeInWords(part: string): string {
  return /^\d+$/.test(part) ? String(Number(part) + 1) : part;
}

export function ErrorWords({ error }: { error: RunError }) {
  return (
    <div className={classes.error}>
      <Text size="sm" fw={600}>
        {text.runs.error}
      </Text>
      <Text size="sm">{error.message}</Text>
      <Text size="xs" ff="monospace">
        {text.runs.code(error.code)}
      </Text>
    </div>
  );
}

function stateLabel(state: string): string {
  return (text.runs.stepStates as Record<string, string>)[state] ?? state;
}
