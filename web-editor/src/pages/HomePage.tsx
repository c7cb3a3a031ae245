import { Anchor, Button, Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { AttentionList } from "@/features/attention/components/AttentionList";
import { useAttention } from "@/features/attention/api/listAttention";
import { TodaysMessages } from "@/features/messages/components/TodaysMessages";
import { FirstSteps } from "@/features/practice/components/FirstSteps";
import { useRecipes, useRecipeTitles, type RecipeSummary } from "@/api/listRecipes";
import { silentFor } from "@/features/recipes/silence";
import { LatestRuns } from "@/features/runs/components/LatestRuns";
import { useSession } from "@/features/session/api/session";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";
import { RecipesToActivate } from "./RecipesToActivate";

const words = text.home;
const shownItems = 3;
const shownRecipes = 5;

export function HomePage() {
  const session = useSession().data;
  const practice = session?.practice === true;
  const titles = useRecipeTitles();
  const attention = useAttention();
  const recipes = useRecipes();
  return (
    <Page title={words.title}>
      {practice && <Welcome />}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
        <Stack gap="xl">
          <Section title={words.today} to="/messages" more={words.allMessages}>
            <TodaysMessages />
          </Section>
          <Section title={words.needsYou} to="/attention" more={words.allAttention}>
            <Loaded query={attention} what={text.attention.title}>
              {({ items }) =>
                items.length === 0 ? (
                  <Text>{words.nothingNeedsYou}</Text>
                ) : (
                  <AttentionList items={items.slice(0, shownItems)} titles={titles} user={session?.user ?? undefined} />
                )
              }
            </Loaded>
          </Section>
        </Stack>
        <Stack gap="xl">
          <Section title={words.recipes} to="/recipes" more={words.allRecipes}>
            <Loaded query={recipes} what={text.recipes.title}>
              {({ recipes: list }) =>
                list.length === 0 ? (
                  <Text>{text.recipes.emptyHelp}</Text>
                ) : (
                  <RecipesToActivate recipes={worstFirst(list).slice(0, shownRecipes)} />
                )
              }
            </Loaded>
          </Section>
          <Section title={words.latestRuns} to="/runs" more={words.allRuns}>
            <LatestRuns limit={6} titles={titles} />
          </Section>
        </Stack>
      </SimpleGrid>
    </Page>
  );
}

function Welcome() {
  return (
    <Paper component="section" withBorder p="lg" aria-label={words.welcome}>
      <Stack>
        <Group justify="space-between">
          <div>
            <Title order={2} size="h3">
              {words.welcome}
            </Title>
            <Text c="dimmed">{words.welcomeHelp}</Text>
          </div>
          <Button component={Link} to="/practice" size="md">
            {words.openPractice}
          </Button>
        </Group>
        <FirstSteps />
      </Stack>
    </Paper>
  );
}

interface SectionProps {
  title: string;
  to: string;
  more: string;
  children: ReactNode;
}

function Section({ title, to, more, children }: SectionProps) {
  return (
    <Stack component="section" gap="sm">
      <Group justify="space-between">
        <Title order={2} size="h3">
          {title}
        </Title>
        <Anchor component={Link} to={to} size="sm">
          {more}
        </Anchor>
      </Group>
      {children}
    </Stack>
  );
}

/** A recipe that hears nothing is what a person must see; the others stay in their order. */
function worstFirst(recipes: readonly RecipeSummary[]): RecipeSummary[] {
  const now = Date.now();
  const hasProblem = (recipe: RecipeSummary) =>
    recipe.trigger?.problem != null ? 2 : Number(silentFor(recipe, now) !== undefined);
  return recipes.toSorted((one, other) => hasProblem(other) - hasProblem(one));
}
