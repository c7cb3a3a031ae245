import { Alert, Button, Group, List, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { ApiProblem } from "@/api/http";
import type { Sample } from "@/api/listSamples";
import { runTrial, type TrialOutcome } from "@/api/runTrial";
import { conditionInWords } from "@/recipe/condition";
import { getAt } from "@/recipe/pointer";
import { typed } from "@/recipe/shape";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { StateBadge, type Tone } from "@/ui/StateBadge";
import { useEditing, useView } from "../state/Editing";
import { TrialLines, type Mode } from "./TrialLines";
import { trialLines } from "./trialLines";

const words = text.trial;

interface TryViewProps {
  event: Sample | undefined;
  sampleChoice: ReactNode;
  /** Why there is no sample, in the connection's own words. */
  message: string | undefined;
  mode: Mode;
  /** What is known about the chosen row and this recipe. */
  rowAnswer: ReactNode;
}

/** What the recipe as it stands would do with a real row or event, with nothing leaving. */
export function TryView({ event, sampleChoice, message, mode, rowAnswer }: TryViewProps) {
  const document = useView((view) => view.document);
  const trial = useQuery({
    queryKey: ["trial", document, event],
    queryFn: () => (event === undefined ? Promise.reject(new Error()) : runTrial(document, event)),
    enabled: event !== undefined,
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
  return (
    <Stack>
      <Text>{words.help}</Text>
      {sampleChoice}
      {event === undefined ? (
        <Alert color="blue">{message ?? words.noSample}</Alert>
      ) : (
        <>
          {trial.error instanceof ApiProblem && trial.error.problems.length > 0 ? (
            <NotSound problem={trial.error} />
          ) : (
            <Loaded query={trial} what={words.steps}>
              {(found) => <Found document={document} outcome={found} mode={mode} />}
            </Loaded>
          )}
          <Group>
            <Button variant="default" size="xs" loading={trial.isFetching} onClick={() => void trial.refetch()}>
              {words.again}
            </Button>
          </Group>
          {rowAnswer}
        </>
      )}
    </Stack>
  );
}

function NotSound({ problem }: { problem: ApiProblem }) {
  return (
    <Alert color="orange" title={words.notSound}>
      <List size="sm">
        {problem.problems.map(({ pointer, message }) => (
          <List.Item key={pointer + message}>{message}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

const ends: Record<string, Tone> = { succeeded: "good", failed: "bad", held: "held", waiting: "waiting" };

function Found({ document, outcome, mode }: { document: unknown; outcome: TrialOutcome; mode: Mode }) {
  const catalog = useView((view) => view.catalog);
  const when = typed(getAt(document, ["trigger", "when"]));
  const { learn } = useEditing();
  // What a query found is offered where the next steps are filled in; of a loop, its first item.
  useEffect(() => {
    for (const { id, output } of outcome.steps.toReversed()) {
      if (output != null) learn(id.split("/").at(-1) ?? id, output);
    }
  }, [outcome, learn]);
  return (
    <Stack gap="sm" component="section" aria-label={words.steps}>
      <Title order={2} size="h3">
        {words.steps}
      </Title>
      <Group gap="xs">
        <StateBadge tone={outcome.wanted ? "good" : "quiet"} label={outcome.wanted ? words.starts : words.startsNot} />
        {when !== "" && <Text size="sm">{words.because(conditionInWords(when))}</Text>}
      </Group>
      {!outcome.wanted && <Text>{words.anyway}</Text>}
      <TrialLines lines={trialLines(document, outcome, catalog)} mode={mode} />
      <Group gap="xs">
        <StateBadge
          tone={ends[outcome.state] ?? "none"}
          label={(words.ends as Record<string, string>)[outcome.state] ?? outcome.state}
        />
        {outcome.error && <Text size="sm">{outcome.error.message}</Text>}
      </Group>
    </Stack>
  );
}
