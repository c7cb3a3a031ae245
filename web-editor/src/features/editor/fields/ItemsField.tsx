import { ActionIcon, Button, Fieldset, Group, Loader, Stack, TagsInput, Text } from "@mantine/core";
import { IconDots, IconPlus, IconTrash } from "@tabler/icons-react";
import { text } from "@/text";
import { isObject, typed } from "@/recipe/shape";
import { useAt, useEditing } from "../state/Editing";
import { control } from "./ChoiceField";
import { ChoicesNote } from "./ChoicesNote";
import type { Frame, SchemaFieldProps } from "./SchemaField";
import { SchemaForm } from "./SchemaForm";
import { TemplateField } from "./TemplateField";
import { ValueList } from "./ValueList";
import { useFieldChoices } from "./useFieldChoices";
import classes from "./fields.module.css";

const words = text.fields;

type ItemsFieldProps = SchemaFieldProps & { frame: Frame };

/** A list: of texts as tags where nothing can be put into them, else one field or one small form for each item. */
export function ItemsField(props: ItemsFieldProps) {
  const { place, schema, context, frame } = props;
  const written = useAt(place);
  const items: unknown[] = Array.isArray(written) ? written : [];
  const record = recordOf(schema);
  const mayBeText = record === undefined || schema.items?.anyOf?.some(({ type }) => type === "string") === true;
  if (record !== undefined && items.every((item) => isObject(item) || (mayBeText && typeof item === "string"))) {
    return <Items {...props} items={items} record={record} mayBeText={mayBeText} />;
  }
  if (items.some((item) => typeof item === "object") || schema.items?.type === "object") {
    return <ValueList place={place} context={context} frame={frame} />;
  }
  const texts = items as string[];
  if (context.plain || schema["x-verbatim"] === true) return <TagsField {...props} items={texts} />;
  // What must be there is there to be filled in.
  return <Items {...props} items={texts.length === 0 && frame.required ? [""] : texts} record={undefined} mayBeText />;
}

/** What an item's form is; undefined where it is a text. Where both may be, it is a record with the text as its name. */
function recordOf({ items }: SchemaFieldProps["schema"]) {
  const record = items?.anyOf?.find(({ properties }) => properties !== undefined) ?? items;
  return record?.properties === undefined ? undefined : record;
}

function TagsField({ place, schema, frame, items }: ItemsFieldProps & { items: string[] }) {
  const { set } = useEditing();
  const { options, looking, note } = useFieldChoices(place, schema);
  const known = options.map(({ value }) => value);
  const unknown = items.filter((item) => known.length > 0 && !known.includes(item));
  return (
    <div>
      <TagsInput
        {...control(frame)}
        classNames={{ inputField: classes.tags ?? "" }}
        data={known}
        value={items}
        onChange={(next) => set(place, next.length === 0 && !frame.required ? undefined : next)}
        rightSection={looking ? <Loader size={16} aria-hidden /> : undefined}
      />
      <ChoicesNote note={note ?? (unknown.length > 0 ? words.choices.unknown(unknown.join(", ")) : undefined)} />
    </div>
  );
}

type ListedProps = ItemsFieldProps & {
  items: unknown[];
  record: SchemaFieldProps["schema"] | undefined;
  mayBeText: boolean;
};

function Items({ place, schema, context, frame, items, record, mayBeText }: ListedProps) {
  const { set } = useEditing();
  const put = (next: unknown[]) => set(place, next.length === 0 && !frame.required ? undefined : next);
  return (
    <Fieldset legend={frame.required ? `${frame.label} *` : frame.label}>
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
        {items.map((item, index) => (
          <div key={`${index} of ${items.length}`} className={classes.item}>
            {record === undefined || !isObject(item) ? (
              <TemplateField
                place={[...place, index]}
                label={words.itemOf(frame.label, index + 1)}
                value={typed(item)}
                onChange={(typed) => put(items.with(index, asItem(schema, typed)))}
              />
            ) : (
              <Fieldset legend={words.itemOf(frame.label, index + 1)}>
                <SchemaForm place={[...place, index]} schema={record} context={context} />
              </Fieldset>
            )}
            {record !== undefined && !isObject(item) && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={words.moreParts(frame.label, index + 1)}
                title={words.moreParts(frame.label, index + 1)}
                onClick={() => put(items.with(index, inParts(record, typed(item))))}
              >
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={words.removeFrom(String(index + 1), frame.label)}
              onClick={() => put(items.toSpliced(index, 1))}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            aria-label={words.addTo(frame.label)}
            onClick={() => put([...items, mayBeText ? "" : {}])}
          >
            {words.addEntry}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

/** Where the list is one of numbers, a text that is a number becomes it. */
function asItem({ items }: SchemaFieldProps["schema"], text: string): string | number {
  const isNumbers = items?.type === "integer" || items?.type === "number";
  return isNumbers && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** A text as the record it stands for: its name, or the reference of a file. */
function inParts({ properties = {} }: SchemaFieldProps["schema"], text: string): Record<string, string> {
  if (text === "") return {};
  const name = text.includes("{{") && "file" in properties ? "file" : Object.keys(properties)[0];
  return name === undefined ? {} : { [name]: text };
}
