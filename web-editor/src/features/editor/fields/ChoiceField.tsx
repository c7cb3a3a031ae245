import { Select } from "@mantine/core";
import type { Place } from "@/recipe/pointer";
import { text } from "@/text";
import { useAt, useEditing } from "../state/Editing";
import type { Frame } from "./SchemaField";

interface ChoiceFieldProps {
  place: Place;
  frame: Frame;
}

export function ChoiceField({ place, frame, choices }: ChoiceFieldProps & { choices: string[] }) {
  const { set } = useEditing();
  const value = useAt(place);
  // What is written stays to be seen, even where it is no choice.
  const shown = typeof value === "string" && !choices.includes(value) ? [...choices, value] : choices;
  return (
    <Select
      {...control(frame)}
      data={shown}
      value={typeof value === "string" ? value : null}
      onChange={(chosen) => set(place, chosen ?? undefined)}
      clearable={!frame.required}
    />
  );
}

export function YesNoField({ place, frame }: ChoiceFieldProps) {
  const { set } = useEditing();
  const value = useAt(place);
  return (
    <Select
      {...control(frame)}
      data={[
        { value: "true", label: text.fields.yes },
        { value: "false", label: text.fields.no },
      ]}
      value={typeof value === "boolean" ? String(value) : null}
      onChange={(chosen) => set(place, chosen === null ? undefined : chosen === "true")}
      clearable={!frame.required}
    />
  );
}

/** A frame as Mantine's inputs take it. */
export function control({ label, help, error, required }: Frame) {
  return { label, description: help, error, withAsterisk: required };
}
