import { Select, TextInput } from "@mantine/core";
import type { Choice } from "@/api/listChoices";
import { text } from "@/text";
import type { Parameter } from "../parameters";

const words = text.gallery;

interface ParameterFieldProps {
  parameter: Parameter;
  /** What can be chosen; undefined where it is typed. */
  found: Choice[] | undefined;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

export function ParameterField({ parameter, found, value, error, onChange }: ParameterFieldProps) {
  const label = parameter.kind === "column" ? words.column(parameter.written) : words.asked[parameter.kind];
  if (found === undefined) {
    return (
      <TextInput label={label} value={value} error={error} onChange={(event) => onChange(event.currentTarget.value)} />
    );
  }
  // What was there before another sheet was chosen stays to be seen, as an error.
  const data = found.some((each) => each.value === value) || value === "" ? found : [...found, { value, label: value }];
  return (
    <Select
      label={label}
      placeholder={words.choose}
      data={data}
      value={value === "" ? null : value}
      error={error}
      searchable
      allowDeselect={false}
      onChange={(chosen) => onChange(chosen ?? "")}
    />
  );
}
