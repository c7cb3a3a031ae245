import { Anchor, Button, Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { AttentionList } from "@/features/attention/components/AttentionList";
import { useAttention } from "@/features/attention/api/listAttention";
import { FirstSteps } from "@/features/practice/components/FirstSteps";
import { useRecipeTitles } from "@/features/recipes/api/listRecipes";
import { LatestRuns } from "@/features/runs/components/LatestRuns";
import { useSession } from "@/features/session/api/session";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

const shownItems = 3;

export function HomePage() {
  const practice = useSession().data?.practice === true;
  const titles = useRecipeTitles();
  const attention = useAttention();
  return (
    <Page title={text.home.title}>
      {practice && (
        <Paper component="section" withBorder p="lg">
          <Stack>
            <Group justify="space-between">
              <div>
                <Title order={2} size="h3">
                  {text.home.welcome}
                </Title>
                <Text c="dimmed">{text.home.welcomeHelp}</Text>
              </div>
              <Button component={Link} to="/practice" size="md">
                {text.home.openPractice}
              </Button>
            </Group>
            <FirstSteps />
          </Stack>
        </Paper>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Section title={text.home.needsYou} to="/attention" more={text.home.allAttention}>
          <Loaded query={attention} what={text.attention.title}>
            {({ items }) =>
              items.length === 0 ? (
                <Text>{text.home.nothingNeedsYou}</Text>
              ) : (
                <AttentionList items={items.slice(0, shownItems)} titles={titles} />
              )
            }
          </Loaded>
        </Section>
        <Section title={text.home.latestRuns} to="/runs" more={text.home.allRuns}>
          <LatestRuns limit={6} titles={titles} />
        </Section>
      </SimpleGrid>
    </Page>
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
