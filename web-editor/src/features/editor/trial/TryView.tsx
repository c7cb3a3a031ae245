import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { path, send } from "@/api/http";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { StateBadge } from "@/ui/StateBadge";
import { evaluate } from "@/ui/try/evaluate";
import type { FunctionTestResult } from "@/api/testFunction";
import { useView } from "../state/Editing";
import { TrialLines, type Mode } from "./TrialLines";
import { tryRecipe, type Trial, type TrialTools } from "./tryRecipe";

const words = text.trial;

interface TryViewProps {
  sampleChoice: ReactNode;
  mode: Mode;
  /** What is known about the chosen row and this recipe. */
  rowAnswer: ReactNode;
}

/** What the recipe as it stands would do with a real row, with nothing leaving. */
export function TryView({ sampleChoice, mode, rowAnswer }: TryViewProps) {
  const document = useView((view) => view.document);
  const samples = useView((view) => view.samples);
  const catalog = useView((view) => view.catalog);
  const trial = useQuery({
    queryKey: ["trial", document, samples],
    queryFn: () => tryRecipe(document, samples, tools(catalog)),
    enabled: samples.event !== undefined && catalog !== undefined,
    gcTime: 0,
    staleTime: Infinity,
  });
  return (
    <Stack>
      <Text>{words.help}</Text>
      {sampleChoice}
      {samples.event === undefined ? (
        <Alert color="blue">{words.noSample}</Alert>
      ) : (
        <>
          <Loaded query={trial} what={words.steps}>
            {(found) => <Found trial={found} mode={mode} />}
          </Loaded>
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

function Found({ trial, mode }: { trial: Trial; mode: Mode }) {
  const { starts, condition } = trial;
  const badge =
    starts === "later" ? (
      <StateBadge tone="unsure" label={words.startsLater} />
    ) : (
      <StateBadge tone={starts ? "good" : "quiet"} label={starts ? words.starts : words.startsNot} />
    );
  return (
    <Stack gap="sm" component="section" aria-label={words.steps}>
      <Title order={2} size="h3">
        {words.steps}
      </Title>
      <Group gap="xs">
        {badge}
        {condition !== undefined && <Text size="sm">{words.because(condition)}</Text>}
      </Group>
      {starts === false && <Text>{words.anyway}</Text>}
      <TrialLines lines={trial.lines} mode={mode} />
    </Stack>
  );
}

function tools(catalog: TrialTools["catalog"]): TrialTools {
  return {
    catalog,
    evaluate: async (expression, scope) => (await evaluate([expression], scope))[0] ?? { state: "later" },
    testFunction: (test) => send<FunctionTestResult>("POST", path`/functions/test`, test),
  };
}
