import { Anchor, Button, Group, Paper, Text } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { FunctionUsed } from "@/features/functions/api/getUsage";
import { usageOf } from "@/features/functions/usage";
import { runQuery } from "@/features/runs/api/getRun";
import { useRuns } from "@/features/runs/api/listRuns";
import { text } from "@/text";
import { duration } from "@/ui/duration";

const words = text.functions;
const looked = 20;

interface FunctionUsageProps {
  recipe: string;
  title: string;
  step: string;
  name: string;
  /** What it has used since the start; absent where it has not been called. */
  used: FunctionUsed | undefined;
}

/** One function of a recipe, and on a press how it did in the latest runs. */
export function FunctionUsage({ recipe, title, step, name, used }: FunctionUsageProps) {
  const [asked, setAsked] = useState(false);
  return (
    <Paper component="li" withBorder p="md">
      <Group justify="space-between">
        <div>
          <Text fw={600}>{name}</Text>
          <Text size="sm">
            {words.inRecipe}{" "}
            <Anchor component={Link} to={`/recipes/${encodeURIComponent(recipe)}`} size="sm">
              {title}
            </Anchor>
          </Text>
          <Text size="sm" c="dimmed">
            {used === undefined ? words.notUsed : inWords(used)}
          </Text>
        </div>
        <Button size="xs" variant="default" aria-label={words.latelyOf(name)} onClick={() => setAsked(true)}>
          {words.lately}
        </Button>
      </Group>
      <div role="status">{asked && <Lately recipe={recipe} step={step} />}</div>
    </Paper>
  );
}

function inWords({ invocations, failures, durationMs, peakMemoryBytes }: FunctionUsed): string {
  const failed = Object.values(failures).reduce((sum, each) => sum + each, 0);
  const memory = `${Math.ceil(peakMemoryBytes / 1_048_576)} MiB`;
  return words.usedBy(invocations, failed, duration(durationMs / Math.max(1, invocations)), memory);
}

function Lately({ recipe, step }: { recipe: string; step: string }) {
  const runs = useRuns({ recipe, limit: looked }).data?.runs ?? [];
  const details = useQueries({ queries: runs.map(({ id }) => runQuery(id)) });
  // Inside of a loop, a step's name is preceded by those of the steps around it.
  const executions = details.flatMap(({ data }) =>
    (data?.steps ?? []).filter(({ id }) => id === step || id.endsWith(`/${step}`)),
  );
  if (details.some(({ isPending }) => isPending)) return <Text size="sm">{text.common.loading}</Text>;
  const usage = usageOf(executions);
  const parts = [
    words.worked(usage.worked),
    words.failed(usage.failed),
    usage.median !== undefined && words.usually(duration(usage.median)),
    usage.slowest !== undefined && words.slowest(duration(usage.slowest)),
  ];
  return (
    <>
      <Text size="sm" mt="xs">
        {executions.length === 0 ? words.notYet : parts.filter((part) => part !== false).join(", ")}
      </Text>
      {usage.lastError !== undefined && (
        <Text size="sm">
          {words.lastError}: {usage.lastError}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {words.latelyHelp(runs.length)}
      </Text>
    </>
  );
}
