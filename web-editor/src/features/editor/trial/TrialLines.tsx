import { Text } from "@mantine/core";
import { text } from "@/text";
import { duration } from "@/ui/duration";
import { Json } from "@/ui/Json";
import { StateBadge, type Tone } from "@/ui/StateBadge";
import classes from "./trial.module.css";
import type { TrialLine } from "./trialLines";

const words = text.trial;
const shown = 60;

/** Where messages go at the moment: the workspace's delivery mode. */
export type Mode = keyof typeof words.where;

const tones: Record<keyof typeof words.intents, Tone> = {
  send: "active",
  write: "active",
  hold: "held",
  suppress: "quiet",
  expire: "quiet",
  "bad-address": "bad",
  "already-sent": "quiet",
};

/** What each step would do, one under the other. */
export function TrialLines({ lines, mode }: { lines: readonly TrialLine[]; mode: Mode }) {
  return (
    <>
      <ol className={classes.lines} aria-label={words.steps}>
        {lines.slice(0, shown).map((line) => (
          <li key={line.id} className={classes.line} style={{ marginInlineStart: line.depth * 20 }}>
            <div className={classes.head}>
              <Text fw={600}>{line.name}</Text>
              <StateBadge {...badgeOf(line)} />
            </div>
            <Details line={line} mode={mode} />
          </li>
        ))}
      </ol>
      {lines.length > shown && <Text size="sm">{words.more(lines.length - shown)}</Text>}
    </>
  );
}

function badgeOf({ intent, step, choice, isFunction }: TrialLine): { tone: Tone; label: string } {
  if (step.error) return { tone: "bad", label: words.failed };
  if (intent !== undefined) return { tone: tones[intent.action], label: words.intents[intent.action] };
  if (choice !== undefined) return { tone: step.state === "skipped" ? "quiet" : "none", label: choice };
  if (step.state === "succeeded") return { tone: "good", label: isFunction ? words.ran : words.done };
  return { tone: "waiting", label: words.waits };
}

function Details({ line: { intent, inputs, step, isFunction }, mode }: { line: TrialLine; mode: Mode }) {
  if (step.error) return <Text size="sm">{step.error.message}</Text>;
  return (
    <>
      {intent !== undefined && (
        <dl className={classes.inputs}>
          {intent.to.length > 0 && (
            <div>
              <dt>{words.to}</dt>
              <dd>{intent.to.join(", ")}</dd>
            </div>
          )}
          {inputs.map(({ name, title, value }) => (
            <div key={name}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {intent?.reason != null && <Text size="sm">{intent.reason}</Text>}
      {intent?.action === "send" && (
        <Text size="sm" c="dimmed">
          {words.where[mode]}
        </Text>
      )}
      {step.log != null && (
        <section aria-label={text.runs.printed}>
          <Text size="sm" mt={4}>
            {text.runs.printed}
          </Text>
          <pre className={classes.log}>{step.log}</pre>
        </section>
      )}
      {intent === undefined && step.state === "succeeded" && step.output != null && (
        <Json label={words.gave} value={step.output} />
      )}
      {isFunction && step.durationMs != null && (
        <Text size="xs" c="dimmed">
          {words.took(duration(step.durationMs))}
        </Text>
      )}
    </>
  );
}
