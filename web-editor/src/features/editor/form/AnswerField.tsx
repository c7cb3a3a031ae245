import { NumberInput, Select, TextInput } from "@mantine/core";
import { distinct } from "@/recipe/distinct";
import { readOption, type AskedWhen } from "@/recipe/answers";
import { isChoice, isNumber, typeOf, type Question, type QuestionType } from "@/recipe/questions";
import { typed } from "@/recipe/shape";
import { text } from "@/text";
import { editing } from "@/text/editing";

const words = editing.questions;
const inputs: Partial<Record<QuestionType, string>> = { date: "date", "date-time": "datetime-local", time: "time" };

interface AnswerFieldProps {
  asked: Question | undefined;
  condition: AskedWhen;
  onChange: (answer: AskedWhen["answer"]) => void;
}

/** The answer that a condition compares with, in the way the question is answered. */
export function AnswerField({ asked, condition: { operator, answer }, onChange }: AnswerFieldProps) {
  const type = asked === undefined ? undefined : typeOf(asked);
  const label = words.whenAnswer;
  if (operator === "exists" || type === "boolean") {
    const names = operator === "exists" ? [words.answered, words.notAnswered] : [text.fields.yes, text.fields.no];
    return (
      <Select
        aria-label={label}
        data={["true", "false"].map((value, index) => ({ value, label: names[index] ?? value }))}
        value={String(answer !== false)}
        allowDeselect={false}
        onChange={(chosen) => onChange(chosen !== "false")}
      />
    );
  }
  if (isChoice(type) && Array.isArray(asked?.answerOption)) {
    const options = asked.answerOption.map(readOption).filter(({ code }) => code !== "");
    return (
      <Select
        aria-label={label}
        data={distinct(options.map(({ code, display }) => ({ value: code, label: display })))}
        value={typed(answer) === "" ? null : typed(answer)}
        allowDeselect={false}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    );
  }
  if (isNumber(type)) {
    return (
      <NumberInput
        aria-label={label}
        value={typeof answer === "number" ? answer : ""}
        allowDecimal={type === "decimal"}
        onChange={(next) => onChange(typeof next === "number" ? next : undefined)}
      />
    );
  }
  return (
    <TextInput
      aria-label={label}
      type={(type && inputs[type]) ?? "text"}
      value={typed(answer)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
