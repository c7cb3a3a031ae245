import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { text } from "@/text";
import type { Template } from "../templates";

const words = text.gallery;

interface TemplateCardProps {
  template: Template;
  /** A connector it needs and that is not here. */
  missing: string | undefined;
  onUse: () => void;
}

export function TemplateCard({ template, missing, onUse }: TemplateCardProps) {
  return (
    <Paper component="li" withBorder p="md">
      <Stack gap="xs" h="100%">
        <Title order={2} size="h5">
          {template.title}
        </Title>
        <Text size="sm" flex={1}>
          {template.help}
        </Text>
        {missing === undefined ? (
          <Button variant="light" aria-label={words.useOf(template.title)} onClick={onUse}>
            {words.use}
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            {words.needsConnector(missing)}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
