import { ActionIcon, Autocomplete, Button, Fieldset, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { Place } from "@/recipe/pointer";
import { isObject } from "@/recipe/shape";
import { pathNames } from "@/recipe/template";
import { kindOf } from "@/recipe/values";
import { text } from "@/text";
import { afterPress } from "@/ui/afterPress";
import { useAt, useEditing, useScope } from "../state/Editing";
import { AnyValue } from "./AnyValue";
import { ChoicesNote } from "./ChoicesNote";
import type { Frame, SchemaFieldProps } from "./SchemaField";
import { useFieldChoices } from "./useFieldChoices";
import { isWide } from "./ValueList";
import { ValueTools } from "./ValueTools";
import classes from "./fields.module.css";

const words = text.fields;

/** Names with values: columns to fill, parameters of a query, what a function gets. */
export function EntriesField({ place, schema, context, frame }: SchemaFieldProps & { frame: Frame }) {
  const { set } = useEditing();
  const written = useAt(place);
  const entries = isObject(written) ? Object.entries(written) : [];
  const [adding, setAdding] = useState("");
  const { options, note } = useFieldChoices(place, schema);
  const rowNames = useRowNames(place);
  const suggestions = schema["x-choices"] === undefined ? rowNames : options.map(({ value }) => value);
  const { additionalProperties: each } = schema;
  const onlyTexts = typeof each === "object" && each.type === "string";
  const plain = context.plain || schema["x-verbatim"] === true;
  const add = () => {
    const name = adding.trim();
    if (name === "" || entries.some(([taken]) => taken === name)) return;
    set(place, { ...Object.fromEntries(entries), [name]: "" });
    setAdding("");
  };
  return (
    <Fieldset className={classes.parts ?? ""} legend={frame.required ? `${frame.label} *` : frame.label}>
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
        {entries.map(([name, value], index) => (
          <div
            key={index}
            className={classes.entry}
            data-wide={isWide(value)}
            data-labelled={!plain && kindOf(value) === "text"}
          >
            <EntryName
              label={words.entryNameOf(frame.label, index + 1)}
              name={name}
              taken={entries.map(([other]) => other)}
              onRename={(next) =>
                set(place, Object.fromEntries(entries.map(([key, each]) => [key === name ? next : key, each])))
              }
            />
            <AnyValue
              place={[...place, name]}
              label={words.entryValueOf(frame.label, name)}
              value={value}
              plain={plain}
            />
            <Group gap={0} wrap="nowrap">
              {(!onlyTexts || kindOf(value) !== "text") && (
                <ValueTools place={[...place, name]} label={words.entryValueOf(frame.label, name)} value={value} />
              )}
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={words.removeFrom(name, frame.label)}
                onClick={() => {
                  const left = entries.filter(([other]) => other !== name);
                  set(place, left.length === 0 && !frame.required ? undefined : Object.fromEntries(left));
                }}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          </div>
        ))}
        {schema["x-choices"] !== undefined && <ChoicesNote note={note} />}
        <form
          className={classes.adding}
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            add();
          }}
        >
          <Autocomplete
            aria-label={words.entryName}
            placeholder={words.entryName}
            data={suggestions.filter((name) => !entries.some(([taken]) => taken === name))}
            value={adding}
            onChange={setAdding}
          />
          <Button
            type="submit"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            aria-label={words.addTo(frame.label)}
          >
            {words.addEntry}
          </Button>
        </form>
      </Stack>
    </Fieldset>
  );
}

interface EntryNameProps {
  label: string;
  name: string;
  taken: string[];
  onRename: (name: string) => void;
}

/** Takes effect when left, so that a name half typed does not swallow another one. */
function EntryName({ label, name, taken, onRename }: EntryNameProps) {
  const [typed, setTyped] = useState<string>();
  const clash = typed !== undefined && typed !== name && taken.includes(typed);
  return (
    <TextInput
      aria-label={label}
      value={typed ?? name}
      error={clash ? words.nameTaken : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() =>
        afterPress(() => {
          if (typed !== undefined && typed !== name && typed.trim() !== "" && !clash) onRename(typed);
          setTyped(undefined);
        })
      }
    />
  );
}

/** The names of the row's columns, where the trigger has a row. */
export function useRowNames(place: Place): string[] {
  const values = useScope(place).flatMap((group) => group.values);
  return [
    ...new Set(
      values.flatMap(({ expression }) => {
        const [root, name] = pathNames(expression) ?? [];
        return name !== undefined && (root === "row" || root === "after") ? [name] : [];
      }),
    ),
  ];
}
