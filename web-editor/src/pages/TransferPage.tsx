import { Anchor, Group, List, Stack, Text, Title } from "@mantine/core";
import { addressOf } from "@/api/http";
import { useRecipes } from "@/features/recipes/api/listRecipes";
import { ImportForm } from "@/features/transfer/components/ImportForm";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

const words = text.transfer;

export default function TransferPage() {
  const recipes = useRecipes();
  return (
    <Page title={words.title} help={words.help}>
      <Stack component="section" gap="sm">
        <Title order={2} size="h3">
          {words.importTitle}
        </Title>
        <ImportForm />
      </Stack>
      <Stack component="section" gap="sm">
        <Title order={2} size="h3">
          {words.exportTitle}
        </Title>
        <Loaded query={recipes} what={text.recipes.title}>
          {({ recipes: list }) =>
            list.length === 0 ? (
              <Text>{words.nothingToExport}</Text>
            ) : (
              <List>
                {list.map(({ id, title }) => (
                  <List.Item key={id}>
                    <Group gap="sm">
                      {title}
                      <Anchor
                        href={addressOf("/recipes/{id}/export", { path: { id } })}
                        download={`${id}.json`}
                        aria-label={words.downloadOf(title)}
                        size="sm"
                      >
                        {words.download}
                      </Anchor>
                    </Group>
                  </List.Item>
                ))}
              </List>
            )
          }
        </Loaded>
      </Stack>
    </Page>
  );
}
