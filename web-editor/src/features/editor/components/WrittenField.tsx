import { Textarea, TextInput } from "@mantine/core";
import type { Place } from "@/recipe/pointer";
import { typed } from "@/recipe/shape";
import { TemplateField } from "../fields/TemplateField";
import { useAt, useEditing, useProblemAt } from "../state/Editing";

interface WrittenFieldProps {
  place: Place;
  label: string;
  help?: string;
  required?: boolean;
  /** True where no value can be put into the text. */
  plain?: boolean;
  multiline?: boolean;
}

/** One text of the recipe itself. */
export function WrittenField({
  place,
  label,
  help,
  required = false,
  plain = false,
  multiline = false,
}: WrittenFieldProps) {
  const { set } = useEditing();
  const error = useProblemAt(place);
  const value = useAt(place);
  const written = typed(value);
  const change = (next: string) => set(place, next === "" && !required ? undefined : next);
  if (!plain) {
    return (
      <TemplateField
        place={place}
        label={label}
        help={help}
        required={required}
        error={error}
        value={written}
        onChange={change}
      />
    );
  }
  const Input = multiline ? Textarea : TextInput;
  return (
    <Input
      label={label}
      description={help}
      withAsterisk={required}
      error={error}
      value={written}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
