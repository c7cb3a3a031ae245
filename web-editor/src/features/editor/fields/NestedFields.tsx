import { Fieldset, Text } from "@mantine/core";
import type { Frame, SchemaFieldProps } from "./SchemaField";
import { SchemaForm } from "./SchemaForm";

/** A record inside a record. */
export function NestedFields({ place, schema, context, frame }: SchemaFieldProps & { frame: Frame }) {
  return (
    <Fieldset legend={frame.label}>
      {frame.help && (
        <Text size="xs" c="dimmed" mb="xs">
          {frame.help}
        </Text>
      )}
      {frame.error && (
        <Text size="xs" c="error" mb="xs">
          {frame.error}
        </Text>
      )}
      <SchemaForm place={place} schema={schema} context={{ ...context, usual: [] }} />
    </Fieldset>
  );
}
