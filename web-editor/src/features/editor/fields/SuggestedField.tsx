import { Autocomplete, type AutocompleteProps } from "@mantine/core";

interface SuggestedFieldProps extends Omit<AutocompleteProps, "data" | "value" | "onChange"> {
  known: { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
}

/** A text that is usually one of those that are there, shown by their titles; another one may be typed. */
export function SuggestedField({ known, value, onChange, ...input }: SuggestedFieldProps) {
  const titles = new Map(known.map((each) => [each.value, each.label]));
  return (
    <Autocomplete
      {...input}
      data={known.map((each) => each.value)}
      renderOption={({ option }) => titles.get(option.value) ?? option.value}
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
    />
  );
}
