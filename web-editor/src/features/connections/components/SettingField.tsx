import { NumberInput, PasswordInput, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Schema } from "@/recipe/catalog";
import { readJson } from "@/recipe/jsonText";
import { typed } from "@/recipe/shape";
import { text } from "@/text";

const words = text.connections;

interface SettingFieldProps {
  name: string;
  schema: Schema;
  required: boolean;
  /** True where the connection is there already: a secret left empty then stays as it is. */
  isKept: boolean;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
}

/** One setting. A secret is never shown again, only replaced. */
export function SettingField({ name, schema, required, isKept, value, error, onChange }: SettingFieldProps) {
  const secret = schema["x-sensitivity"] === "secret";
  const keeps = secret && isKept && value === undefined;
  const fallback = schema.default === undefined ? undefined : text.fields.defaultIs(typed(schema.default));
  const shared = {
    label: schema.title ?? name,
    description: [schema.description, fallback, keeps ? words.secretKept : undefined].filter(Boolean).join(" "),
    withAsterisk: required && !keeps,
    error,
  };
  const change = (next: string) => onChange(next === "" ? undefined : next);
  if (schema.enum !== undefined) {
    return (
      <Select
        {...shared}
        data={schema.enum}
        value={typed(value) || null}
        onChange={(chosen) => change(chosen ?? "")}
        clearable={!required}
      />
    );
  }
  if (schema.type === "boolean") {
    const yesNo = [
      { value: "true", label: text.fields.yes },
      { value: "false", label: text.fields.no },
    ];
    return (
      <Select
        {...shared}
        data={yesNo}
        value={typed(value) || null}
        onChange={(chosen) => onChange(chosen === null ? undefined : chosen === "true")}
        clearable={!required}
      />
    );
  }
  if (schema.type === "integer" || schema.type === "number") {
    return (
      <NumberInput
        {...shared}
        value={typeof value === "number" ? value : ""}
        onChange={(next) => onChange(next === "" ? undefined : next)}
      />
    );
  }
  if (schema.type !== "string") return <JsonSetting {...shared} value={value} onChange={onChange} />;
  const example = schema.examples?.[0];
  const Input = secret ? PasswordInput : TextInput;
  return (
    <Input
      {...shared}
      value={typed(value)}
      placeholder={typeof example === "string" ? example : undefined}
      autoComplete={secret ? "new-password" : "off"}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

interface JsonSettingProps {
  label: string;
  description: string;
  withAsterisk: boolean;
  error: string | undefined;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** A setting that is a whole JSON file, such as a service account's key. */
function JsonSetting({ value, error, onChange, description, ...shared }: JsonSettingProps) {
  const [written, setWritten] = useState(value === undefined ? "" : JSON.stringify(value, null, 2));
  const reading = written.trim() === "" ? undefined : readJson(written);
  return (
    <Textarea
      {...shared}
      description={`${description} ${words.jsonHelp}`.trim()}
      value={written}
      error={reading?.ok === false ? words.notJson : error}
      autosize
      minRows={3}
      maxRows={10}
      spellCheck={false}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setWritten(next);
        const read = next.trim() === "" ? undefined : readJson(next);
        if (read?.ok !== false) onChange(read?.node.value);
      }}
    />
  );
}
