import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { readOption, writeOption } from "@/recipe/answers";
import type { Place } from "@/recipe/pointer";
import { editing } from "@/text/editing";
import { useAt, useEditing, useProblemAt } from "../state/Editing";
import fieldClasses from "../fields/fields.module.css";

const words = editing.questions;

/** What can be chosen: the words a patient reads, and what the recipe gets where that is something else. */
export function OptionsField({ place }: { place: Place }) {
  const { set } = useEditing();
  const error = useProblemAt(place);
  const written = useAt(place);
  const options: unknown[] = Array.isArray(written) ? written : [];
  const put = (index: number, option: unknown) => set(place, options.with(index, option));
  return (
    <Fieldset legend={words.choices}>
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {words.choicesHelp}
        </Text>
        {error && (
          <Text size="xs" c="error">
            {error}
          </Text>
        )}
        {options.map((option, index) => (
          <OptionRow
            key={index}
            option={option}
            number={index + 1}
            onChange={(next) => put(index, next)}
            onRemove={() => set(place, options.toSpliced(index, 1))}
          />
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => set(place, [...options, ""])}
          >
            {words.addChoice}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

interface OptionRowProps {
  option: unknown;
  number: number;
  onChange: (option: unknown) => void;
  onRemove: () => void;
}

function OptionRow({ option, number, onChange, onRemove }: OptionRowProps) {
  const { code, display } = readOption(option);
  const [typedCode, setTypedCode] = useState<string>();
  const same = code === display;
  return (
    <div className={fieldClasses.option} role="group" aria-label={words.choice(number)}>
      <TextInput
        aria-label={words.choiceWords(number)}
        placeholder={words.words}
        value={display}
        onChange={({ currentTarget: { value } }) =>
          onChange(writeOption(option, { code: same ? value : code, display: value }))
        }
      />
      <TextInput
        aria-label={words.choiceCode(number)}
        placeholder={words.keptAs}
        value={typedCode ?? (same ? "" : code)}
        onChange={({ currentTarget: { value } }) => {
          setTypedCode(value);
          onChange(writeOption(option, { code: value === "" ? display : value, display }));
        }}
        onBlur={() => setTypedCode(undefined)}
      />
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.removeChoice(number)} onClick={onRemove}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}
