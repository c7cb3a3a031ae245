import { isObject, typed } from "./shape";

/** What a form can ask, as the form connector's schema writes it; `group` and `display` ask nothing themselves. */
export const questionTypes = [
  "boolean",
  "choice",
  "open-choice",
  "integer",
  "decimal",
  "string",
  "text",
  "date",
  "date-time",
  "time",
  "display",
  "group",
] as const;

export type QuestionType = (typeof questionTypes)[number];

/** A question, a group of them, or words between them, as it stands in the recipe. */
export type Question = Record<string, unknown>;

/** FHIR writes `dateTime`, others `date_time`: they mean the same. */
export function typeOf(question: Question): QuestionType | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[-_ ]/g, "");
  const written = plain(typed(question.type));
  return questionTypes.find((each) => plain(each) === written);
}

export function isAsked(type: QuestionType | undefined): boolean {
  return type !== undefined && type !== "group" && type !== "display";
}

export function isChoice(type: QuestionType | undefined): boolean {
  return type === "choice" || type === "open-choice";
}

export function isNumber(type: QuestionType | undefined): boolean {
  return type === "integer" || type === "decimal";
}

export function questionsIn(items: unknown): Question[] {
  return Array.isArray(items) ? items.filter(isObject) : [];
}

/** All of a form from top to bottom, those in groups after their group. */
export function allQuestions(items: unknown): Question[] {
  return questionsIn(items).flatMap((question) => [question, ...allQuestions(question.item)]);
}

/** What has been asked before a question, and can therefore decide whether it is asked. */
export function askedBefore(items: unknown, question: Question): Question[] {
  const all = allQuestions(items);
  const here = all.indexOf(question);
  return all.slice(0, Math.max(here, 0)).filter((each) => isAsked(typeOf(each)));
}

export function namesIn(items: unknown): Set<string> {
  return new Set(allQuestions(items).map(({ linkId }) => typed(linkId)));
}

export function newQuestion(type: QuestionType, taken: ReadonlySet<string>): Question {
  return {
    linkId: freeName(taken, "q1"),
    text: "",
    type,
    ...(isChoice(type) && { answerOption: [""] }),
    ...(type === "group" && { item: [] }),
  };
}

/** A name made of what is asked: `How strong is your pain?` is `how_strong_is_your_pain`. */
export function nameFor(text: string, taken: ReadonlySet<string>): string | undefined {
  const words = text
    .replaceAll(/\{\{[\s\S]*?\}\}/g, " ")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const name = words?.slice(0, 5).join("_").slice(0, 40).replace(/_+$/, "");
  return name === undefined || !/^[a-z]/.test(name) ? undefined : freeName(taken, name);
}

/** True for a name that nobody has chosen. */
export function isProvisional(name: unknown): boolean {
  return /^q\d+$/.test(typed(name));
}

const fitting: Record<string, (type: QuestionType) => boolean> = {
  required: isAsked,
  repeats: isChoice,
  answerOption: isChoice,
  minValue: (type) => isNumber(type) || type === "date",
  maxValue: (type) => isNumber(type) || type === "date",
  minLength: (type) => type === "string" || type === "text",
  maxLength: (type) => type === "string" || type === "text" || type === "open-choice",
  item: (type) => type === "group",
};

/** The question with another type; what only its old type could have is left behind. */
export function retyped(question: Question, type: QuestionType): Question {
  const bounds = (each: QuestionType | undefined) => (isNumber(each) ? "number" : each);
  const sameBounds = bounds(typeOf(question)) === bounds(type);
  const kept = Object.entries(question).filter(
    ([name]) => (fitting[name]?.(type) ?? true) && (sameBounds || (name !== "minValue" && name !== "maxValue")),
  );
  return {
    ...Object.fromEntries(kept),
    type,
    ...(isChoice(type) && question.answerOption === undefined && { answerOption: [""] }),
    ...(type === "group" && question.item === undefined && { item: [] }),
  };
}

/** A copy under new names; conditions inside of it follow. */
export function copyQuestion(question: Question, taken: ReadonlySet<string>): Question {
  const used = new Set(taken);
  return allQuestions([question]).reduce<Question>((copy, { linkId }) => {
    const name = freeName(used, typed(linkId));
    used.add(name);
    return renamed(copy, typed(linkId), name) as Question;
  }, structuredClone(question));
}

/** A form, or a part of it, in which a question and everything that refers to it has another name. */
export function renamed(value: unknown, from: string, to: string): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, from, to));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) =>
      (name === "linkId" || name === "question") && inner === from ? [name, to] : [name, renamed(inner, from, to)],
    ),
  );
}

function freeName(taken: ReadonlySet<string>, wanted: string): string {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/\d+$/, "");
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${stem}${number}`)) return `${stem}${number}`;
  }
}
