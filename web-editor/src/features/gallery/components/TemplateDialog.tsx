import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMemo, useState, type SyntheticEvent } from "react";
import { getAt } from "@/recipe/pointer";
import { typed } from "@/recipe/shape";
import { text } from "@/text";
import type { Template } from "../api/getGallery";
import { fillIn, parametersOf } from "../parameters";
import { ParameterField } from "./ParameterField";
import { problemWith, useTemplateChoices } from "./useTemplateChoices";

const words = text.gallery;

interface TemplateDialogProps {
  template: Template;
  onMake: (recipe: unknown) => void;
  onClose: () => void;
}

/** Asks what a template needs to know, checked at once against the sheet or database that was chosen. */
export function TemplateDialog({ template: { recipe }, onMake, onClose }: TemplateDialogProps) {
  const parameters = useMemo(() => parametersOf(recipe), [recipe]);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [attempted, setAttempted] = useState(false);
  const choices = useTemplateChoices(getAt(recipe, ["trigger"]), parameters, answers);
  const answerTo = (name: string, written: string) => answers[name] ?? choices.likely(name) ?? written;
  const filled = Object.fromEntries(parameters.map(({ name, written }) => [name, answerTo(name, written)]));
  const wrong = (name: string) => problemWith(filled[name] ?? "", choices.of(name));

  const make = (event: SyntheticEvent) => {
    event.preventDefault();
    setAttempted(true);
    if (choices.looking || parameters.some(({ name }) => wrong(name) !== undefined)) return;
    onMake(fillIn(recipe, parameters, filled));
  };

  return (
    <Modal opened onClose={onClose} size="lg" title={typed(recipe.title)}>
      <form onSubmit={make} noValidate>
        <Stack>
          <Text size="sm">{parameters.length === 0 ? words.asksNothing : words.asks}</Text>
          {parameters.map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              found={choices.of(parameter.name)}
              value={filled[parameter.name] ?? ""}
              // A column that the chosen sheet has not is said at once; an empty field only when somebody goes on.
              error={attempted || filled[parameter.name] !== "" ? wrong(parameter.name) : undefined}
              onChange={(value) => setAnswers((before) => ({ ...before, [parameter.name]: value }))}
            />
          ))}
          {choices.message !== undefined && <Text size="sm">{choices.message}</Text>}
          <Group justify="flex-end">
            <Text size="sm" c="dimmed" role="status">
              {choices.looking ? words.looking : ""}
            </Text>
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <Button type="submit" data-autofocus disabled={choices.looking}>
              {words.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
