import { Autocomplete, Loader, type AutocompleteProps } from "@mantine/core";
import { useEffect, useRef } from "react";
import { text } from "@/text";
import type { FieldChoices } from "./useFieldChoices";
import { ChoicesNote } from "./ChoicesNote";

const words = text.fields.choices;

interface SuggestedFieldProps extends Omit<AutocompleteProps, "data" | "value" | "onChange"> {
  found: FieldChoices;
  value: string;
  onChange: (value: string) => void;
}

/** A text that is usually one of those that are there, shown by their titles; another one may be typed at any time. */
export function SuggestedField({ found, value, onChange, ...input }: SuggestedFieldProps) {
  const { options, looking } = found;
  const titles = new Map(options.map((each) => [each.value, each.label]));
  useOnlyChoice(found, value, onChange, input.withAsterisk === true);
  const title = titles.get(value);
  const unknown = value !== "" && options.length > 0 && title === undefined ? words.unknown(value) : undefined;
  const said = found.note ?? unknown ?? (title !== undefined && title !== value ? words.chosen(title) : undefined);
  return (
    <div>
      <Autocomplete
        {...input}
        data={options.map((each) => each.value)}
        renderOption={({ option }) => titles.get(option.value) ?? option.value}
        filter={({ options: all }) => all}
        value={value}
        onChange={onChange}
        rightSection={looking ? <Loader size={16} aria-hidden /> : null}
      />
      <ChoicesNote note={said} />
    </div>
  );
}

/** Fills in a needed field once where there is only one thing to choose; somebody who empties it again is left alone. */
function useOnlyChoice({ options }: FieldChoices, value: string, onChange: (value: string) => void, needed: boolean) {
  const offered = useRef(value !== "");
  const only = options.length === 1 ? options[0]?.value : undefined;
  useEffect(() => {
    if (value !== "") offered.current = true;
    if (!needed || only === undefined || offered.current) return;
    offered.current = true;
    onChange(only);
  }, [needed, only, value, onChange]);
}
