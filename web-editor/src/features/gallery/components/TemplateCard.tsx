import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { describeTrigger, stepSentences } from "@/recipe/sentences";
import { getAt } from "@/recipe/pointer";
import { typed } from "@/recipe/shape";
import { gallery as words } from "@/text/gallery";
import type { Template } from "../api/getGallery";

const shownSteps = 4;

interface TemplateCardProps {
  template: Template;
  onUse: () => void;
}

/** A recipe of the gallery in the same sentences as everywhere. */
export function TemplateCard({ template: { recipe }, onUse }: TemplateCardProps) {
  const title = typed(recipe.title);
  const steps = [...stepSentences(recipe).values()];
  return (
    <Paper component="li" withBorder p="md">
      <Stack gap="xs" h="100%">
        <Title order={3} size="h5">
          {title}
        </Title>
        <Text size="sm" fw={550}>
          {describeTrigger(getAt(recipe, ["trigger"]))}
        </Text>
        <Text component="ol" size="sm" c="dimmed" m={0} pl="lg" flex={1}>
          {steps.slice(0, shownSteps).map((sentence, index) => (
            <li key={index}>{sentence}</li>
          ))}
          {steps.length > shownSteps && <li>{words.more(steps.length - shownSteps)}</li>}
        </Text>
        <Button variant="light" aria-label={words.useOf(title)} onClick={onUse}>
          {words.use}
        </Button>
      </Stack>
    </Paper>
  );
}
