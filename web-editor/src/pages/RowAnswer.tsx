import { Anchor, Group, List, Stack, Text, Title } from "@mantine/core";
import { useMemo } from "react";
import { Link } from "react-router";
import { useRecipes } from "@/features/recipes/api/listRecipes";
import { useRuns } from "@/features/runs/api/listRuns";
import { RunStateBadge } from "@/features/runs/components/RunStateBadge";
import { conditionInWords } from "@/recipe/condition";
import { getAt } from "@/recipe/pointer";
import { sampleScope, type Samples } from "@/recipe/scope";
import { typed } from "@/recipe/shape";
import { text } from "@/text";
import { Time } from "@/ui/Time";
import { useExpressionValue, useRendered } from "@/ui/try/useEvaluated";

const words = text.trial;
const shownRuns = 5;

interface RowAnswerProps {
  /** The saved recipe; absent while it is new. */
  id: string | undefined;
  document: unknown;
  samples: Samples;
}

/** Why a row did not start the recipe, or the runs that it did start. */
export function RowAnswer({ id, document, samples }: RowAnswerProps) {
  const scope = useMemo(() => sampleScope(samples), [samples]);
  const when = typed(getAt(document, ["trigger", "when"]));
  const holds = useExpressionValue(when, scope);
  const rendered = useRendered(typed(getAt(document, ["subject"])), scope);
  const subject = rendered?.state === "text" && rendered.text !== "" ? rendered.text : undefined;
  const recipe = useRecipes().data?.recipes.find((each) => each.id === id);
  const found = useRuns({ recipe: id, subject, limit: shownRuns }, id !== undefined && subject !== undefined);
  const runs = found.isPlaceholderData ? undefined : found.data?.runs;

  const reasons: string[] = [];
  if (recipe === undefined) reasons.push(words.rowNotSaved);
  else if (recipe.state !== "active") reasons.push(words.rowInactive);
  if (recipe?.trigger?.problem != null) reasons.push(words.rowTrigger(recipe.trigger.problem));
  if (when !== "" && holds?.state === "value")
    reasons.push(holds.value === true ? words.rowHolds : words.rowHoldsNot(conditionInWords(when)));
  if (recipe !== undefined && subject === undefined) reasons.push(words.rowNoSubject);
  if (runs?.length === 0) reasons.push(words.rowNever);

  return (
    <Stack gap="xs" component="section" aria-label={words.row}>
      <Title order={2} size="h3">
        {words.row}
      </Title>
      <Text c="dimmed">{words.rowHelp}</Text>
      <List>
        {reasons.map((reason) => (
          <List.Item key={reason}>{reason}</List.Item>
        ))}
      </List>
      {runs !== undefined && runs.length > 0 && (
        <>
          <Text>{words.rowRan(runs.length)}</Text>
          {runs.map((run) => (
            <Group key={run.id} gap="xs">
              <RunStateBadge state={run.state} />
              <Anchor component={Link} to={`/runs/${encodeURIComponent(run.id)}`} size="sm">
                <Time at={run.startedAt} />
              </Anchor>
            </Group>
          ))}
        </>
      )}
    </Stack>
  );
}
