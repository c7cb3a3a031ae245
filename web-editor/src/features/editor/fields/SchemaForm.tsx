import { Stack } from "@mantine/core";
import { useState } from "react";
import type { Schema } from "@/recipe/catalog";
import type { Place } from "@/recipe/pointer";
import { isObject } from "@/recipe/shape";
import { useAt } from "../state/Editing";
import { JsonField } from "./JsonField";
import { MoreFields } from "./MoreFields";
import { SchemaField } from "./SchemaField";

export interface FormContext {
  /** True where there is no event yet, so that nothing can be put into a text: triggers and settings. */
  plain: boolean;
  /** The language of `code`, where the form has it. */
  language?: "python" | "javascript" | "java" | undefined;
  /** True where it is a message to a person. */
  message?: boolean;
  /** Optional inputs that are shown at once. */
  usual?: readonly string[];
}

interface SchemaFormProps {
  place: Place;
  schema: Schema;
  context: FormContext;
  /** Names that are shown elsewhere. */
  known?: readonly string[];
}

/** One field for each property a connector describes, needed ones first; what it does not know stays as JSON. */
export function SchemaForm({ place, schema, context, known = [] }: SchemaFormProps) {
  const written = useAt(place);
  const properties = Object.entries(schema.properties ?? {});
  const required = new Set(schema.required);
  // Decided once: a field must not move away while somebody begins to fill it in.
  const [shown] = useState(
    () => new Set([...required, ...(context.usual ?? []), ...(isObject(written) ? Object.keys(written) : [])]),
  );
  const first = properties.filter(([name]) => shown.has(name));
  const more = properties.filter(([name]) => !shown.has(name));
  const field = ([name, property]: [string, Schema]) => (
    <SchemaField
      key={name}
      place={[...place, name]}
      name={name}
      schema={property}
      required={required.has(name)}
      context={context}
    />
  );
  if (written !== undefined && !isObject(written)) return <JsonField place={place} label="" />;
  const unknown = Object.keys(written ?? {}).filter(
    (name) => schema.properties?.[name] === undefined && !known.includes(name),
  );
  return (
    <Stack gap="md">
      {first.map(field)}
      {unknown.map((name) => (
        <JsonField key={name} place={[...place, name]} label={name} />
      ))}
      {more.length > 0 && (
        <MoreFields place={place} names={more.map(([name]) => name)}>
          {more.map(field)}
        </MoreFields>
      )}
    </Stack>
  );
}
