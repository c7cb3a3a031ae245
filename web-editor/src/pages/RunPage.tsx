import { Anchor, Group, Text, Title } from "@mantine/core";
import { Link, useNavigate, useParams } from "react-router";
import { useRecipeTitles } from "@/api/listRecipes";
import { useRecipeDocument } from "@/api/getRecipe";
import { useRun, type RunDetail } from "@/features/runs/api/getRun";
import { ReplayButton } from "@/features/runs/components/ReplayButton";
import { RunEvent } from "@/features/runs/components/RunEvent";
import { RunFacts } from "@/features/runs/components/RunFacts";
import { ErrorWords, RunTimeline } from "@/features/runs/components/RunTimeline";
import { stepSentences } from "@/recipe/sentences";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

export default function RunPage() {
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const run = useRun(id);
  const titles = useRecipeTitles();
  const recipe = run.data?.recipe;
  const title = recipe === undefined ? text.runs.runTitle : (titles.get(recipe) ?? recipe);
  return (
    <Page
      title={title}
      actions={run.data && <Again run={run.data} onReplayed={(fresh) => void navigate(`/runs/${fresh}`)} />}
    >
      <Loaded query={run} what={text.runs.runTitle}>
        {(detail) => (
          <>
            <RunFacts run={detail} />
            {detail.replayOf != null && (
              <Group>
                <Anchor component={Link} to={`/runs/${encodeURIComponent(detail.replayOf)}`} size="sm">
                  {text.runs.replayOf}
                </Anchor>
              </Group>
            )}
            {detail.state === "held" && (
              <Group>
                <Anchor component={Link} to="/attention">
                  {text.runs.goAttention}
                </Anchor>
              </Group>
            )}
            {detail.error && <ErrorWords error={detail.error} />}
            <Title order={2} size="h3">
              {text.runs.steps}
            </Title>
            <Timeline recipe={detail.recipe} steps={detail.steps} />
            <RunEvent event={detail.event} />
            <Text size="xs" c="dimmed" ff="monospace">
              {text.runs.id}: {detail.id}
            </Text>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Only the outermost steps: in the middle of a loop nothing can begin. */
function Again({ run, onReplayed }: { run: RunDetail; onReplayed: (fresh: string) => void }) {
  const sentences = stepSentences(useRecipeDocument(run.recipe).data);
  const outermost = run.steps.filter(({ id }) => !id.includes("/"));
  const steps = outermost.map(({ id, state }) => ({ id, name: sentences.get(id) ?? id, failed: state === "failed" }));
  return <ReplayButton id={run.id} steps={steps} onReplayed={onReplayed} />;
}

function Timeline({ recipe, steps }: { recipe: string; steps: Parameters<typeof RunTimeline>[0]["steps"] }) {
  const document = useRecipeDocument(recipe).data;
  return <RunTimeline steps={steps} sentences={stepSentences(document)} />;
}
