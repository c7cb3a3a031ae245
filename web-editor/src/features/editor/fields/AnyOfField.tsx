import { Select, Stack } from "@mantine/core";
import type { Schema } from "@/recipe/catalog";
import { isObject } from "@/recipe/shape";
import { text } from "@/text";
import { useAt, useEditing } from "../state/Editing";
import { control } from "./ChoiceField";
import { NestedFields } from "./NestedFields";
import { SchemaField, type Frame, type SchemaFieldProps } from "./SchemaField";

interface AnyOfFieldProps extends SchemaFieldProps {
  frame: Frame;
  alternatives: Schema[];
}

const words = text.fields;
const asText = "text";
const inParts = "parts";

/** Something that may be written as a text, or in parts; where each part is a way of its own, one of them is chosen. */
export function AnyOfField({ frame, alternatives, ...props }: AnyOfFieldProps) {
  const { set } = useEditing();
  const written = useAt(props.place);
  const parts = alternatives.find(({ properties }) => properties !== undefined);
  const simple = alternatives.find(({ properties }) => properties === undefined) ?? { type: "string" };
  const { anyOf: _, ...hints } = props.schema;
  if (parts === undefined) return <SchemaField {...props} schema={{ ...simple, title: frame.label }} />;

  const ways = waysOf(parts);
  const chosen = !isObject(written) ? asText : (ways.find(([name]) => name in written)?.[0] ?? inParts);
  const way = ways.find(([name]) => name === chosen)?.[1];
  const choose = (next: string | null) => {
    if (next === asText) set(props.place, undefined);
    else set(props.place, next === null || next === inParts ? {} : { [next]: {} });
  };
  return (
    <Stack gap="xs">
      <Select
        {...control({ ...frame, label: words.writtenAs(frame.label) })}
        data={[
          { value: asText, label: words.asOneText },
          ...(ways.length === 0 || chosen === inParts ? [{ value: inParts, label: words.inParts }] : []),
          ...ways.map(([name, { title }]) => ({ value: name, label: title ?? name })),
        ]}
        value={chosen}
        allowDeselect={false}
        onChange={choose}
      />
      {chosen === asText && <SchemaField {...props} schema={{ ...hints, ...simple }} />}
      {chosen === inParts && <NestedFields {...props} schema={parts} frame={{ ...frame, help: undefined }} />}
      {way !== undefined && (
        <NestedFields
          {...props}
          place={[...props.place, chosen]}
          name={chosen}
          schema={way}
          frame={{ label: way.title ?? chosen, help: way.description, error: undefined, required: false }}
        />
      )}
    </Stack>
  );
}

/** The parts of a record that exclude one another: all of them records, none of them needed. */
function waysOf({ properties = {}, required = [] }: Schema): [string, Schema][] {
  const ways = Object.entries(properties);
  return required.length === 0 && ways.every(([, { type }]) => type === "object") ? ways : [];
}
