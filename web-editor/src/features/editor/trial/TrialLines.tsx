import { Stack, Text } from "@mantine/core";
import { typed } from "@/recipe/shape";
import { valueLabel } from "@/recipe/template";
import { text } from "@/text";
import { FunctionResult } from "@/ui/FunctionResult";
import { StateBadge, type Tone } from "@/ui/StateBadge";
import type { Resolved } from "./resolve";
import type { Outcome, TrialInput, TrialLine } from "./tryRecipe";
import classes from "./trial.module.css";

const words = text.trial;

/** Where messages go at the moment: the workspace's delivery mode. */
export type Mode = keyof typeof words.where;

/** What each step would do, one under the other. */
export function TrialLines({ lines, mode }: { lines: readonly TrialLine[]; mode: Mode }) {
  return (
    <ol className={classes.lines} aria-label={words.steps}>
      {lines.map((line) => (
        <li key={line.id} className={classes.line} style={{ marginInlineStart: line.depth * 20 }}>
          <div className={classes.head}>
            <Text fw={600}>{line.name}</Text>
            <StateBadge {...badgeOf(line.outcome)} />
          </div>
          <Details outcome={line.outcome} mode={mode} />
        </li>
      ))}
    </ol>
  );
}

function badgeOf(outcome: Outcome): { tone: Tone; label: string } {
  const { outcome: say } = words;
  switch (outcome.kind) {
    case "message":
      return { tone: "active", label: say.message };
    case "change":
      return { tone: "active", label: say.change };
    case "look":
      return { tone: "none", label: outcome.before ? say.lookBefore : say.look };
    case "function":
      return outcome.result.ok ? { tone: "good", label: say.ran } : { tone: "bad", label: say.failed };
    case "branch":
      return { tone: "none", label: outcome.taken === undefined ? say.otherwise : say.branch(outcome.taken) };
    case "loop":
      return { tone: "none", label: say.loop(outcome.count) };
    case "passes":
      return { tone: "none", label: say.passes };
    case "off":
      return { tone: "quiet", label: say.off };
    case "skipped":
      return { tone: "quiet", label: say.skipped(outcome.condition) };
    case "stopped":
      return { tone: "held", label: say.stopped };
    case "later":
      return { tone: "unsure", label: say.later };
  }
}

function Details({ outcome, mode }: { outcome: Outcome; mode: Mode }) {
  switch (outcome.kind) {
    case "message":
      return (
        <Stack gap={4}>
          <Inputs inputs={outcome.inputs} />
          <Text size="sm" c="dimmed">
            {words.where[mode]}
          </Text>
        </Stack>
      );
    case "change":
    case "look":
      return <Inputs inputs={outcome.inputs} />;
    case "function":
      return <FunctionResult result={outcome.result} />;
    case "stopped":
      return <Text size="sm">{sentence(outcome.why)}</Text>;
    case "branch":
    case "loop":
    case "passes":
    case "off":
    case "skipped":
    case "later":
      return null;
  }
}

function Inputs({ inputs }: { inputs: readonly TrialInput[] }) {
  return (
    <dl className={classes.inputs}>
      {inputs.map(({ name, title, resolved }) => (
        <div key={name}>
          <dt>{title}</dt>
          <dd>{resolved.state === "value" ? typed(resolved.value) : sentence(resolved)}</dd>
        </div>
      ))}
    </dl>
  );
}

function sentence(why: Exclude<Resolved, { state: "value" }>): string {
  switch (why.state) {
    case "missing":
      return words.missing(valueLabel(why.expression));
    case "later":
      return words.outcome.later;
    case "error":
      return why.message;
  }
}
