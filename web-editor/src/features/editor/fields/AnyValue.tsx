import { NumberInput, Select, Text, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { Place } from "@/recipe/pointer";
import { kindOf } from "@/recipe/values";
import { text } from "@/text";
import { editing } from "@/text/editing";
import { useEditing, useProblemAt } from "../state/Editing";
import { EntriesField } from "./EntriesField";
import { PickedOr } from "./PickedOr";
import { TemplateField } from "./TemplateField";
import { ValueList } from "./ValueList";

interface AnyValueProps {
  place: Place;
  label: string;
  value: unknown;
  /** True where no value can be put in. */
  plain: boolean;
}

/** The field for a value of any kind, inside a list or beside a name. */
export function AnyValue({ place, label, value, plain }: AnyValueProps) {
  const { set } = useEditing();
  const error = useProblemAt(place);
  const frame = { label, help: undefined, error, required: true };
  const pickedOr = (field: ReactElement) => (plain ? field : <PickedOr place={place} label={label} children={field} />);
  switch (kindOf(value)) {
    case "entries":
      return <EntriesField place={place} name={label} schema={{}} required context={{ plain }} frame={frame} />;
    case "list":
      return <ValueList place={place} context={{ plain }} frame={frame} />;
    case "number":
      return pickedOr(<AnyNumber place={place} label={label} value={Number(value)} error={error} />);
    case "yesNo":
      return pickedOr(
        <Select
          aria-label={label}
          error={error}
          data={[
            { value: "true", label: text.fields.yes },
            { value: "false", label: text.fields.no },
          ]}
          value={String(value)}
          allowDeselect={false}
          onChange={(chosen) => set(place, chosen === "true")}
        />,
      );
    case "nothing":
      return (
        <Text size="sm" c="dimmed" py={6}>
          {editing.values.nothing}
        </Text>
      );
    case "text":
      return plain ? (
        <TextInput
          aria-label={label}
          error={error}
          value={String(value)}
          onChange={(event) => set(place, event.currentTarget.value)}
        />
      ) : (
        <TemplateField
          place={place}
          label={label}
          error={error}
          value={String(value)}
          onChange={(next) => set(place, next)}
        />
      );
  }
}

interface AnyNumberProps {
  place: Place;
  label: string;
  value: number;
  error: string | undefined;
}

/** While it is no number yet, such as a minus sign, what is typed stays and the number is the one before. */
function AnyNumber({ place, label, value, error }: AnyNumberProps) {
  const { set } = useEditing();
  const [typed, setTyped] = useState<string | number>();
  return (
    <NumberInput
      aria-label={label}
      error={error}
      value={typed ?? value}
      onChange={(next) => {
        setTyped(next);
        if (typeof next === "number") set(place, next);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
