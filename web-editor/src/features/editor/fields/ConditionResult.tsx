import { Text } from "@mantine/core";
import { useMemo } from "react";
import { sampleScope } from "@/recipe/scope";
import { text } from "@/text";
import { StateBadge } from "@/ui/StateBadge";
import { useExpressionValue } from "@/ui/try/useEvaluated";
import { useView } from "../state/Editing";

const words = text.fields;

/** Whether a condition holds for the sample, and nothing where the page cannot tell. */
export function ConditionResult({ expression }: { expression: string }) {
  const samples = useView((view) => view.samples);
  const scope = useMemo(() => sampleScope(samples), [samples]);
  const result = useExpressionValue(expression, scope);
  if (result === undefined || result.state === "later" || samples.event === undefined) return <span />;
  // What a step would give is not known before it was tried; that is not the same as "not true".
  if (namedSteps(expression).some((id) => samples.steps?.[id] === undefined)) return <span />;
  if (result.state === "error") {
    return (
      <Text size="xs" c="error">
        {result.message}
      </Text>
    );
  }
  const holds = result.state === "value" && result.value === true;
  return <StateBadge tone={holds ? "good" : "quiet"} label={holds ? words.holds : words.holdsNot} />;
}

function namedSteps(expression: string): string[] {
  return [...expression.matchAll(/\bsteps\.(?:`([^`]+)`|([A-Za-z_]\w*))/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );
}
