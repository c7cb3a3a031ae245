import { Button, Menu, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { ScopeGroup } from "@/recipe/scope";
import { text } from "@/text";
import { sampleText } from "@/ui/code/sampleText";

const words = text.fields;
const searchFrom = 8;

interface ValueMenuProps {
  field: string;
  groups: ScopeGroup[];
  onChoose: (expression: string) => void;
}

/** The values that can be used here, by where they come from, each with what it was in the sample. */
export function ValueMenu({ field, groups, onChoose }: ValueMenuProps) {
  const [wanted, setWanted] = useState("");
  const count = groups.reduce((sum, group) => sum + group.values.length, 0);
  const matching = groups
    .map((group) => ({
      ...group,
      values: group.values.filter(({ label }) => label.toLowerCase().includes(wanted.toLowerCase())),
    }))
    .filter(({ values }) => values.length > 0);
  return (
    <Menu position="bottom-end" width={300} onClose={() => setWanted("")} shadow="md">
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          aria-label={words.insertInto(field)}
        >
          {words.insert}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: "auto" }}>
        {count > searchFrom && (
          <TextInput
            size="xs"
            aria-label={words.search}
            placeholder={words.search}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        {matching.map((group) => (
          <div key={group.label} role="group" aria-label={group.label}>
            <Menu.Label>{group.label}</Menu.Label>
            {group.values.map(({ label, expression, sample }) => (
              <Menu.Item key={expression} onClick={() => onChoose(expression)}>
                {label}
                {sampleText(sample) !== undefined && (
                  <Text span size="xs" c="dimmed">
                    {" "}
                    {words.sample(sampleText(sample) ?? "")}
                  </Text>
                )}
              </Menu.Item>
            ))}
          </div>
        ))}
        {count === 0 && (
          <Text size="sm" p="xs">
            {words.noValues}
          </Text>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
