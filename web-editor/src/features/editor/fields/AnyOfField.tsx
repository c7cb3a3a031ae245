import { Select, Stack } from "@mantine/core";
import { getAt } from "@/recipe/pointer";
import type { Schema } from "@/recipe/catalog";
import { isObject } from "@/recipe/shape";
import { text } from "@/text";
import { useEditing } from "../state/Editing";
import { control } from "./ChoiceField";
import { NestedFields } from "./NestedFields";
import { SchemaField, type Frame, type SchemaFieldProps } from "./SchemaField";

interface AnyOfFieldProps extends SchemaFieldProps {
  frame: Frame;
  alternatives: Schema[];
}

const words = text.fields;

/** Something that may be written as a text or in parts. */
export function AnyOfField({ frame, alternatives, ...props }: AnyOfFieldProps) {
  const { document, set } = useEditing();
  const written = getAt(document, props.place);
  const parts = alternatives.find(({ properties }) => properties !== undefined);
  const simple = alternatives.find(({ properties }) => properties === undefined) ?? { type: "string" };
  if (parts === undefined) return <SchemaField {...props} schema={{ ...simple, title: frame.label }} />;
  const inParts = isObject(written);
  const { anyOf: _, ...hints } = props.schema;
  return (
    <Stack gap="xs">
      <Select
        {...control({ ...frame, label: words.writtenAs(frame.label), error: undefined })}
        data={[
          { value: "text", label: words.asOneText },
          { value: "parts", label: words.inParts },
        ]}
        value={inParts ? "parts" : "text"}
        allowDeselect={false}
        onChange={(chosen) => set(props.place, chosen === "parts" ? {} : undefined)}
      />
      {inParts ? (
        <NestedFields {...props} schema={parts} frame={{ ...frame, help: undefined }} />
      ) : (
        <SchemaField {...props} schema={{ ...hints, ...simple }} />
      )}
    </Stack>
  );
}
