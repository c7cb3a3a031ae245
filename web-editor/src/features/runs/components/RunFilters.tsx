import { Group, Select } from "@mantine/core";
import { text } from "@/text";
import { runStates, type RunState } from "../api/run";

interface RunFiltersProps {
  recipe: string | undefined;
  state: RunState | undefined;
  titles: ReadonlyMap<string, string>;
  onChange: (filter: { recipe: string | undefined; state: RunState | undefined }) => void;
}

export function RunFilters({ recipe, state, titles, onChange }: RunFiltersProps) {
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
    </Group>
  );
}
