import { Suspense, type ComponentProps } from "react";
import { TextInput, Textarea } from "@mantine/core";
import type { Schema } from "@/recipe/catalog";
import type { Place } from "@/recipe/pointer";
import { periodInWords } from "@/recipe/period";
import { isObject, typed } from "@/recipe/shape";
import { text } from "@/text";
import { lazily } from "@/ui/lazily";
import { useAt, useEditing, useProblemAt, useView } from "../state/Editing";
import { memoByContent } from "../state/sameProps";
import { AnyOfField } from "./AnyOfField";
import { AnyValueField } from "./AnyValueField";
import { ChoiceField, YesNoField } from "./ChoiceField";
import { DurationField } from "./DurationField";
import { EntriesField } from "./EntriesField";
import { ExpressionField } from "./ExpressionField";
import { ItemsField } from "./ItemsField";
import { JsonField } from "./JsonField";
import { NestedFields } from "./NestedFields";
import { NumberField } from "./NumberField";
import { PickedOr } from "./PickedOr";
import { RecipeField } from "./RecipeField";
import { RowPreviews } from "./RowPreviews";
import type { FormContext } from "./SchemaForm";
import { SegmentCount } from "./SegmentCount";
import { SuggestedField } from "./SuggestedField";
import { TemplateField } from "./TemplateField";
import { useFieldChoices } from "./useFieldChoices";

const FormField = lazily(() => import("../form/FormField"));
const CodeField = lazily(() => import("./CodeField"));
const ScheduleField = lazily(() => import("./ScheduleField"));

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
  const fixed = templated ? undefined : fixedField(props, frame);
  if (fixed !== undefined) {
    if (context.plain || schema["x-verbatim"] === true) return fixed;
    return <PickedOr place={place} label={frame.label} children={fixed} />;
  }
  if (schema.anyOf !== undefined) return <AnyOfField {...props} frame={frame} alternatives={schema.anyOf} />;
  if (schema.type === "object" && schema.properties !== undefined) return <NestedFields {...props} frame={frame} />;
  if (schema.type === "array" && schema.items?.type === undefined && !schema.items?.anyOf && !context.plain) {
    // Records that an earlier step gave are usually taken as they are.
    const isTaken = exampleOf(schema)?.includes("{{") !== false;
    return <AnyValueField {...props} frame={frame} ways={isTaken ? ["text", "list"] : ["list", "text"]} />;
  }
  if (schema.type === "array" && (Array.isArray(value) || value === undefined)) {
    return <ItemsField {...props} frame={frame} />;
  }
  if (schema.type === undefined) return <AnyValueField {...props} frame={frame} />;
  if (schema.type === "object" && (isObject(value) || value === undefined)) {
    return <EntriesField {...props} frame={frame} />;
  }
  if (typeof value === "object" && value !== null) return <JsonField place={place} label={frame.label} />;
  return <TextField {...props} frame={frame} value={typed(value)} />;
});

/** The field for what is one of few things, or a number; undefined for anything else. */
function fixedField({ place, schema }: SchemaFieldProps, frame: Frame) {
  if (schema.enum !== undefined) return <ChoiceField place={place} frame={frame} choices={schema.enum} />;
  if (schema.anyOf !== undefined) return undefined;
  if (schema.type === "boolean") return <YesNoField place={place} frame={frame} />;
  if (schema.type === "integer" || schema.type === "number") {
    return <NumberField place={place} frame={frame} whole={schema.type === "integer"} />;
  }
  if (schema.format === "duration") return <DurationField place={place} frame={frame} />;
  return undefined;
}

interface TextFieldProps extends SchemaFieldProps {
  frame: Frame;
  value: string;
  /** Where an empty text is something else than nothing. */
  keepEmpty?: boolean;
}

export function TextField({ place, schema, context, frame, value, keepEmpty = false }: TextFieldProps) {
  const { set } = useEditing();
  const change = (next: string) => set(place, next === "" && !keepEmpty ? undefined : next);
  const multiline = schema["x-widget"] === "multiline";
  const counted = place.at(-1) === "body" && multiline;
  // What a person reads of a message; where it goes and its other settings are seen with the one sample.
  const isRead = context.message === true && (multiline || place.at(-1) === "subject");
  const rows = useView((view) => isRead && view.rows.length > 0);
  const placeholder = exampleOf(schema);
  if (schema["x-widget"] === "recipe" && !value.includes("{{")) {
    return <SameConnectorRecipe place={place} frame={frame} value={value} onChange={change} />;
  }
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
      tried={context.message === true}
      preview={rows ? <RowPreviews place={place} template={value} counted={counted} /> : undefined}
      below={counted ? <SegmentCount body={value} each={!rows || !value.includes("{{")} /> : undefined}
    />
  );
}

type RecipeOfPlaceProps = Omit<ComponentProps<typeof RecipeField>, "connector"> & { place: Place };

/** A recipe that begins with a trigger of the connector whose form this is. */
function SameConnectorRecipe({ place, ...field }: RecipeOfPlaceProps) {
  const uses = useAt([...place.slice(0, place.lastIndexOf("with")), "uses"]);
  return <RecipeField {...field} connector={typed(uses).split(".")[0]} />;
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
