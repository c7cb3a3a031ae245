import { ActionIcon, Button, Fieldset, Group, Select, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { distinct } from "@/recipe/distinct";
import { comparisonsFor, readAskedWhen, writeAskedWhen, type AskedWhen } from "@/recipe/answers";
import type { Place } from "@/recipe/pointer";
import { askedBefore, typeOf, type Question } from "@/recipe/questions";
import { typed } from "@/recipe/shape";
import { readable } from "@/recipe/template";
import { text } from "@/text";
import { editing } from "@/text/editing";
import { useAt, useEditing, useView } from "../state/Editing";
import fieldClasses from "../fields/fields.module.css";
import { AnswerField } from "./AnswerField";
import { useFormPlace } from "./formPlace";
import { isInside } from "@/recipe/pointer";

const words = editing.questions;

/** On which earlier answers it depends whether a question is asked at all. */
export function AskedWhenField({ place, question }: { place: Place; question: Question }) {
  const { set } = useEditing();
  const form = useFormPlace();
  const before = askedBefore(useAt([...form.place, "item"]), question);
  const at: Place = [...place, "enableWhen"];
  const conditions: unknown[] = Array.isArray(question.enableWhen) ? question.enableWhen : [];
  const error = useView(({ problems }) => problems.find(({ pointer }) => isInside(pointer, at))?.message);
  const byName = (name: string) => before.find(({ linkId }) => linkId === name);
  const put = (next: unknown[]) => set(at, next.length === 0 ? undefined : next);
  const write = (condition: AskedWhen) => writeAskedWhen(condition, byName(condition.question));
  const add = () => {
    const asked = before.at(-1);
    const start = asked === undefined ? "" : typed(asked.linkId);
    put([...conditions, write({ question: start, operator: "=", answer: firstAnswer(asked) })]);
  };

  if (conditions.length === 0) {
    if (before.length === 0) return null;
    return (
      <Group>
        <Button size="xs" variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
          {words.addWhen}
        </Button>
      </Group>
    );
  }
  return (
    <Fieldset legend={words.when}>
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {before.length === 0 ? words.nothingBefore : words.whenHelp}
        </Text>
        {error && (
          <Text size="xs" c="error">
            {error}
          </Text>
        )}
        {conditions.length > 1 && (
          <Select
            label={words.behaviour}
            data={(["all", "any"] as const).map((value) => ({ value, label: words.behaviours[value] }))}
            value={question.enableBehavior === "any" ? "any" : "all"}
            allowDeselect={false}
            onChange={(chosen) => set([...place, "enableBehavior"], chosen === "any" ? chosen : undefined)}
            maw={260}
          />
        )}
        {conditions.map((each, index) => (
          <WhenRow
            key={index}
            number={index + 1}
            condition={readAskedWhen(each)}
            before={before}
            onChange={(next) => put(conditions.with(index, write(next)))}
            onRemove={() => put(conditions.toSpliced(index, 1))}
          />
        ))}
        {before.length > 0 && (
          <Group>
            <Button size="xs" variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
              {words.addAnother}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}

interface WhenRowProps {
  number: number;
  condition: AskedWhen;
  before: Question[];
  onChange: (condition: AskedWhen) => void;
  onRemove: () => void;
}

function WhenRow({ number, condition, before, onChange, onRemove }: WhenRowProps) {
  const asked = before.find(({ linkId }) => linkId === condition.question);
  const known = distinct(
    before.map(({ linkId, text: what }) => ({ value: typed(linkId), label: readable(what) || typed(linkId) })),
  );
  const missing = asked === undefined && condition.question !== "";
  const operators = comparisonsFor(asked === undefined ? undefined : typeOf(asked));
  return (
    <div className={fieldClasses.clause} role="group" aria-label={words.condition(number)}>
      <Select
        aria-label={words.whenQuestion}
        data={missing ? [...known, { value: condition.question, label: condition.question }] : known}
        value={condition.question === "" ? null : condition.question}
        allowDeselect={false}
        searchable
        onChange={(chosen) => {
          const next = before.find(({ linkId }) => linkId === chosen);
          onChange({ question: chosen ?? "", operator: "=", answer: firstAnswer(next) });
        }}
      />
      <Select
        aria-label={text.fields.clauseOperator}
        data={operators.map((value) => ({ value, label: words.comparisons[value] }))}
        value={condition.operator}
        allowDeselect={false}
        onChange={(chosen) => {
          const operator = operators.find((each) => each === chosen) ?? "=";
          const exists = operator === "exists" || condition.operator === "exists";
          onChange({ ...condition, operator, answer: exists ? firstAnswer(asked, operator) : condition.answer });
        }}
      />
      <AnswerField asked={asked} condition={condition} onChange={(answer) => onChange({ ...condition, answer })} />
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.removeWhen(number)} onClick={onRemove}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}

/** What a condition begins with, where there is something that fits. */
function firstAnswer(asked: Question | undefined, operator = "="): AskedWhen["answer"] {
  return operator === "exists" || (asked !== undefined && typeOf(asked) === "boolean") ? true : undefined;
}
