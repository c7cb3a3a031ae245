import { ActionIcon, Button, Fieldset, Group, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { text } from "@/text";
import { useAt, useEditing } from "../state/Editing";
import type { Frame, SchemaFieldProps } from "./SchemaField";
import { SchemaForm } from "./SchemaForm";

const words = text.fields;

/** A list of records, one small form for each. */
export function ObjectItemsField({ place, schema, context, frame }: SchemaFieldProps & { frame: Frame }) {
  const { set } = useEditing();
  const written = useAt(place);
  const items: unknown[] = Array.isArray(written) ? written : [];
  const record = schema.items;
  if (record === undefined) return null;
  const put = (next: unknown[]) => set(place, next.length === 0 && !frame.required ? undefined : next);
  return (
    <Fieldset legend={frame.label}>
      <Stack gap="sm">
        {frame.help && (
          <Text size="xs" c="dimmed">
            {frame.help}
          </Text>
        )}
        {frame.error && (
          <Text size="xs" c="error">
            {frame.error}
          </Text>
        )}
        {items.map((_, index) => (
          <Fieldset key={`${index} of ${items.length}`} legend={words.itemOf(frame.label, index + 1)}>
            <SchemaForm place={[...place, index]} schema={record} context={context} />
            <Group justify="flex-end" mt="xs">
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={words.removeFrom(String(index + 1), frame.label)}
                onClick={() => put(items.toSpliced(index, 1))}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          </Fieldset>
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            aria-label={words.addTo(frame.label)}
            onClick={() => put([...items, {}])}
          >
            {words.addEntry}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
