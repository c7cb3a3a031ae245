import { Autocomplete, Loader, Text, type AutocompleteProps, type ComboboxParsedItem } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";
import { text } from "@/text";
import type { FieldChoices } from "./useFieldChoices";
import { ChoicesNote } from "./ChoicesNote";

const words = text.fields.choices;

interface SuggestedFieldProps extends Omit<AutocompleteProps, "data" | "value" | "onChange"> {
  found: FieldChoices;
  value: string;
  onChange: (value: string) => void;
  /** Whether a needed field is filled in by itself where there is only one thing to choose. */
  fills?: boolean;
}

/** A text that is usually one of those that are there, shown by their titles; another one may be typed at any time. */
export function SuggestedField({ found, value, onChange, fills = true, ...input }: SuggestedFieldProps) {
  const { options, looking } = found;
  const titles = new Map(options.map((each) => [each.value, each.label]));
  useOnlyChoice(found, value, onChange, fills && input.withAsterisk === true);
  const title = titles.get(value);
  const isUnknown = value !== "" && options.length > 0 && title === undefined && !input.error;
  const unknown = isUnknown ? words.unknown(value) : undefined;
  const said = found.note ?? unknown ?? (title !== undefined && title !== value ? words.chosen(title) : undefined);
  return (
    <div>
      <Autocomplete
        {...input}
        data={options.map((each) => each.value)}
        renderOption={({ option }) => titled(option.value, titles.get(option.value))}
        filter={({ options: all, search }) => matching(all, search, titles)}
        value={value}
        onChange={onChange}
        rightSection={looking ? <Loader size={16} aria-hidden /> : null}
      />
      <ChoicesNote note={said} />
    </div>
  );
}

function titled(value: string, title: string | undefined): ReactNode {
  if (title === undefined || title === value) return value;
  return (
    <span>
      {title}{" "}
      <Text span size="xs" c="dimmed">
        {value}
      </Text>
    </span>
  );
}

/** Those whose title or value has what is typed in it, or all: also where nothing has, there is something to choose. */
function matching(options: ComboboxParsedItem[], search: string, titles: ReadonlyMap<string, string>) {
  const wanted = search.trim().toLowerCase();
  const found = options.filter(
    (option) => "value" in option && `${titles.get(option.value) ?? ""} ${option.value}`.toLowerCase().includes(wanted),
  );
  return titles.has(search) || found.length === 0 ? options : found;
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
