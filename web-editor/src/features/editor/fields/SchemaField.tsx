import { lazy, Suspense, type ComponentProps } from "react";
import { TextInput, Textarea } from "@mantine/core";
import type { Schema } from "@/recipe/catalog";
import type { Place } from "@/recipe/pointer";
import { periodInWords } from "@/recipe/period";
import { isObject, typed } from "@/recipe/shape";
import { text } from "@/text";
import { useAt, useEditing, useProblemAt } from "../state/Editing";
import { memoByContent } from "../state/sameProps";
import { AnyOfField } from "./AnyOfField";
import { ChoiceField, YesNoField } from "./ChoiceField";
import { DurationField } from "./DurationField";
import { EntriesField } from "./EntriesField";
import { ExpressionField } from "./ExpressionField";
import { ItemsField } from "./ItemsField";
import { JsonField } from "./JsonField";
import { NestedFields } from "./NestedFields";
import { NumberField } from "./NumberField";
import { ObjectItemsField } from "./ObjectItemsField";
import type { FormContext } from "./SchemaForm";
import { SegmentCount } from "./SegmentCount";
import { SuggestedField } from "./SuggestedField";
import { TemplateField } from "./TemplateField";
import { useFieldChoices } from "./useFieldChoices";

const FormField = lazy(() => import("../form/FormField"));
const CodeField = lazy(() => import("./CodeField"));
const ScheduleField = lazy(() => import("./ScheduleField"));

export interface SchemaFieldProps {
  place: Place;
  name: string;
  schema: Schema;
  required: boolean;
  context: FormContext;
}

/** The right field for what the schema says, unless what is written needs another one: nothing is ever dropped. */
export const SchemaField = memoByContent(function SchemaField(props: SchemaFieldProps) {
  const { place, name, schema, required, context } = props;
  const { set } = useEditing();
  const error = useProblemAt(place);
  const value = useAt(place);
  const frame = { label: schema.title ?? name, help: helpOf(schema), required, error };

  if (schema["x-widget"] === "form" && (isObject(value) || value === undefined)) {
    return (
      <Suspense fallback={null}>
        <FormField {...props} frame={frame} />
      </Suspense>
    );
  }
  if (schema["x-widget"] === "code" || schema["x-widget"] === "cron") {
    return (
      <Suspense fallback={null}>
        {schema["x-widget"] === "cron" ? (
          <ScheduleField place={place} frame={frame} />
        ) : (
          <CodeField place={place} frame={frame} language={context.language ?? "sql"} />
        )}
      </Suspense>
    );
  }
  if (schema["x-widget"] === "expression") {
    return (
      <ExpressionField
        {...frame}
        place={place}
        value={typed(value)}
        onChange={(next) => set(place, next === "" ? undefined : next)}
      />
    );
  }
  const templated = typeof value === "string" && value.includes("{{");
  if (schema.enum !== undefined && !templated) return <ChoiceField place={place} frame={frame} choices={schema.enum} />;
  if (schema.anyOf !== undefined) return <AnyOfField {...props} frame={frame} alternatives={schema.anyOf} />;
  switch (schema.type) {
    case "boolean":
      if (!templated) return <YesNoField place={place} frame={frame} />;
      break;
    case "integer":
    case "number":
      if (!templated) return <NumberField place={place} frame={frame} whole={schema.type === "integer"} />;
      break;
    case "array":
      if (schema.items?.properties !== undefined && isRecords(value))
        return <ObjectItemsField {...props} frame={frame} />;
      if (Array.isArray(value) || value === undefined) return <ItemsField {...props} frame={frame} />;
      break;
    case "object":
      if (schema.properties !== undefined) return <NestedFields {...props} frame={frame} />;
      if (isObject(value) || value === undefined) return <EntriesField {...props} frame={frame} />;
      break;
    case undefined:
      if (isObject(value) || value === undefined) return <EntriesField {...props} frame={frame} />;
      break;
    case "string":
      if (schema.format === "duration" && !templated) return <DurationField place={place} frame={frame} />;
      break;
  }
  if (typeof value === "object" && value !== null) return <JsonField place={place} label={frame.label} />;
  return <TextField {...props} frame={frame} value={typed(value)} />;
});

function TextField({ place, schema, context, frame, value }: SchemaFieldProps & { frame: Frame; value: string }) {
  const { set } = useEditing();
  const change = (next: string) => set(place, next === "" ? undefined : next);
  const multiline = schema["x-widget"] === "multiline";
  const placeholder = exampleOf(schema);
  if (context.plain || schema["x-verbatim"] === true) {
    const shared = { label: frame.label, description: frame.help, error: frame.error, withAsterisk: frame.required };
    if (schema["x-choices"] !== undefined && !value.includes("\n"))
      return <ChosenField {...shared} place={place} schema={schema} value={value} onChange={change} />;
    const Input = multiline || value.includes("\n") ? Textarea : TextInput;
    return (
      <Input
        {...shared}
        value={value}
        placeholder={placeholder}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  }
  return (
    <TemplateField
      {...frame}
      place={place}
      value={value}
      onChange={change}
      multiline={multiline}
      placeholder={placeholder}
      below={place.at(-1) === "body" && multiline ? <SegmentCount body={value} /> : undefined}
    />
  );
}

function isRecords(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every(isObject));
}

type ChosenFieldProps = Omit<ComponentProps<typeof SuggestedField>, "found"> & { place: Place; schema: Schema };

function ChosenField({ place, schema, ...input }: ChosenFieldProps) {
  return <SuggestedField {...input} found={useFieldChoices(place, schema)} />;
}

export interface Frame {
  label: string;
  help: string | undefined;
  error: string | undefined;
  required: boolean;
}

function helpOf(schema: Schema): string | undefined {
  const fallback = schema.default === undefined ? "" : text.fields.defaultIs(periodInWords(typed(schema.default)));
  const help = [schema.description ?? "", fallback].filter((each) => each !== "").join(" ");
  return help === "" ? undefined : help;
}

function exampleOf(schema: Schema): string | undefined {
  const example = schema.examples?.[0];
  return typeof example === "string" || typeof example === "number" ? String(example) : undefined;
}
