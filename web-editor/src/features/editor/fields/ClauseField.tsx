import { Select } from "@mantine/core";
import type { ScopeGroup } from "@/recipe/scope";
import { valueLabel } from "@/recipe/template";
import { text } from "@/text";

const words = text.fields;

interface ClauseFieldProps {
  groups: ScopeGroup[];
  field: string;
  /** The rest of the line is there already, and asks for a field. */
  unfinished: boolean;
  onChange: (field: string) => void;
}

/** What a line of a condition is about: one of the values known here, by its name. */
export function ClauseField({ groups, field, unfinished, onChange }: ClauseFieldProps) {
  const choices = fieldChoices(groups, field);
  const named = (name: string) =>
    choices.flatMap(({ items }) => items).find(({ label }) => label.toLowerCase() === name.trim().toLowerCase());
  return (
    <Select
      aria-label={words.clauseField}
      placeholder={words.chooseField}
      data={choices}
      value={field === "" ? null : field}
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage={words.noSuchField}
      error={unfinished && words.fieldMissing}
      onChange={(chosen) => onChange(chosen ?? "")}
      onBlur={(event) => {
        const typed = field === "" ? named(event.currentTarget.value) : undefined;
        if (typed !== undefined) onChange(typed.value);
      }}
    />
  );
}

function fieldChoices(groups: ScopeGroup[], chosen: string) {
  const known = new Set(groups.flatMap((group) => group.values.map(({ expression }) => expression)));
  const others = chosen === "" || known.has(chosen) ? [] : [{ value: chosen, label: valueLabel(chosen) }];
  const shown = new Set<string>();
  return [
    ...groups.map(({ label, values }) => ({
      group: label,
      items: values
        .filter(({ expression }) => !shown.has(expression) && shown.add(expression))
        .map(({ expression, label: name }) => ({ value: expression, label: name })),
    })),
    ...(others.length > 0 ? [{ group: words.otherField, items: others }] : []),
  ];
}
