import { Anchor, Group, List, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { addressOf } from "@/api/http";
import { LazyActivateDialog } from "@/features/activation/LazyActivateDialog";
import { useRecipes } from "@/api/listRecipes";
import { ImportForm } from "@/features/transfer/components/ImportForm";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

const words = text.transfer;

interface Imported {
  id: string;
  version: number;
}

export default function TransferPage() {
  const recipes = useRecipes();
  const [activating, setActivating] = useState<{ all: Imported[]; at: number }>();
  const one = activating?.all[activating.at];
  const next = () => setActivating((now) => now && { ...now, at: now.at + 1 });
  return (
    <Page title={words.title} help={words.help}>
      <Stack component="section" gap="sm">
        <Title order={2} size="h3">
          {words.importTitle}
        </Title>
        <ImportForm
          onActivate={(imported) =>
            setActivating({ all: imported.map(({ id, version }) => ({ id: id ?? "", version: version ?? 1 })), at: 0 })
          }
        />
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
      {activating && one && (
        <LazyActivateDialog
          key={one.id}
          {...one}
          place={
            activating.all.length > 1 ? text.activation.place(activating.at + 1, activating.all.length) : undefined
          }
          without={activating.all.length > 1 ? text.activation.skip : undefined}
          onActivated={next}
          onClose={next}
        />
      )}
    </Page>
  );
}
