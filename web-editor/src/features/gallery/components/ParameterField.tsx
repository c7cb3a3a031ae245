import { Select, TextInput } from "@mantine/core";
import type { Choice } from "@/api/listChoices";
import { gallery as words } from "@/text/gallery";
import type { Parameter } from "../parameters";

/** As many zones are shown at once; the others are found by typing. */
const shown = 50;

interface ParameterFieldProps {
  parameter: Parameter;
  label: string;
  /** What can be chosen; undefined where it is typed. */
  found: Choice[] | undefined;
  /** What a person should know about the answer that is there. */
  note: string | undefined;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

export function ParameterField({ parameter, label, found, note, value, error, onChange }: ParameterFieldProps) {
  if (found === undefined) {
    return (
      <TextInput
        type={parameter.kind === "time" ? "time" : "text"}
        label={label}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  // What was there before another sheet was chosen stays to be seen, as an error.
  const data = found.some((each) => each.value === value) || value === "" ? found : [...found, { value, label: value }];
  return (
    <Select
      label={label}
      description={note}
      placeholder={words.choose}
      data={data}
      value={value === "" ? null : value}
      error={error}
      searchable
      limit={shown}
      allowDeselect={false}
      onChange={(chosen) => onChange(chosen ?? "")}
    />
  );
}
