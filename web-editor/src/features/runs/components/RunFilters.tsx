import { Group, Select, TextInput } from "@mantine/core";
import { text } from "@/text";
import { runStates, type RunState } from "../api/run";

interface RunFiltersProps {
  recipe: string | undefined;
  state: RunState | undefined;
  subject: string;
  titles: ReadonlyMap<string, string>;
  /** By the reader's clock, as such a field has it; empty for now. */
  until: string;
  onSubject: (typed: string) => void;
  onUntil: (local: string) => void;
  onChange: (filter: { recipe: string | undefined; state: RunState | undefined }) => void;
}

export function RunFilters({ recipe, state, subject, until, titles, onSubject, onUntil, onChange }: RunFiltersProps) {
  return (
    <Group align="flex-end">
      <Select
        label={text.runs.recipe}
        placeholder={text.runs.allRecipes}
        data={[...titles].map(([value, label]) => ({ value, label }))}
        value={recipe ?? null}
        onChange={(value) => onChange({ recipe: value ?? undefined, state })}
        clearable
        searchable
        w={{ base: "100%", xs: 260 }}
      />
      <Select
        label={text.runs.state}
        placeholder={text.runs.allStates}
        data={runStates.map((value) => ({ value, label: text.runs.states[value] }))}
        value={state ?? null}
        onChange={(value) => onChange({ recipe, state: value ?? undefined })}
        clearable
        w={{ base: "100%", xs: 180 }}
      />
      <TextInput
        label={text.runs.subject}
        description={text.runs.subjectHelp}
        value={subject}
        onChange={(event) => onSubject(event.currentTarget.value)}
        w={{ base: "100%", xs: 240 }}
      />
      <TextInput
        type="datetime-local"
        label={text.runs.until}
        description={text.runs.untilHelp(Intl.DateTimeFormat().resolvedOptions().timeZone)}
        value={until}
        onChange={(event) => onUntil(event.currentTarget.value)}
        w={{ base: "100%", xs: 240 }}
      />
    </Group>
  );
}
