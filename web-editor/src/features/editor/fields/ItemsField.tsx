import { ActionIcon, Button, Fieldset, Group, Loader, Stack, TagsInput, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { text } from "@/text";
import { useAt, useEditing } from "../state/Editing";
import { control } from "./ChoiceField";
import { ChoicesNote } from "./ChoicesNote";
import { JsonField } from "./JsonField";
import type { Frame, SchemaFieldProps } from "./SchemaField";
import { TemplateField } from "./TemplateField";
import { useFieldChoices } from "./useFieldChoices";
import classes from "./fields.module.css";

const words = text.fields;

/** A list of texts: as tags where nothing can be put into them, else one field for each. */
export function ItemsField({ place, schema, context, frame }: SchemaFieldProps & { frame: Frame }) {
  const { set } = useEditing();
  const { options, looking, note } = useFieldChoices(place, schema);
  const written = useAt(place);
  const items: unknown[] = Array.isArray(written) ? written : [];
  if (items.some((item) => typeof item !== "string") || schema.items?.type === "object") {
    return <JsonField place={place} label={frame.label} />;
  }
  const put = (next: unknown[]) => set(place, next.length === 0 && !frame.required ? undefined : next);
  if (context.plain || schema["x-verbatim"] === true) {
    const known = options.map(({ value }) => value);
    const unknown = (items as string[]).filter((item) => known.length > 0 && !known.includes(item));
    return (
      <div>
        <TagsInput
          {...control(frame)}
          classNames={{ inputField: classes.tags ?? "" }}
          data={known}
          value={items as string[]}
          onChange={put}
          rightSection={looking ? <Loader size={16} aria-hidden /> : undefined}
        />
        <ChoicesNote note={note ?? (unknown.length > 0 ? words.choices.unknown(unknown.join(", ")) : undefined)} />
      </div>
    );
  }
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
        {(items as string[]).map((item, index) => (
          <Group key={index} align="flex-end" gap="xs" wrap="nowrap">
            <div style={{ flex: 1, minWidth: 0 }}>
              <TemplateField
                place={[...place, index]}
                label={words.itemOf(frame.label, index + 1)}
                value={item}
                onChange={(typed) => set([...place, index], typed)}
              />
            </div>
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
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            aria-label={words.addTo(frame.label)}
            onClick={() => put([...items, ""])}
          >
            {words.addEntry}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
