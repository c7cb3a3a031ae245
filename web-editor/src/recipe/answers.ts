import { isObject, typed } from "./shape";
import { isChoice, isNumber, type Question, type QuestionType, typeOf } from "./questions";

/** Something that can be chosen: `display` is read by the patient, `code` by the recipe. */
export interface Option {
  code: string;
  display: string;
}

export function readOption(written: unknown): Option {
  if (!isObject(written)) return { code: typed(written), display: typed(written) };
  const coding = isObject(written.valueCoding) ? written.valueCoding : undefined;
  const code = typed(written.code ?? coding?.code ?? written.valueString);
  return { code, display: typed(coding === undefined ? written.display : coding.display) || code };
}

/** An option as it was written, with other words or another code; a plain text where both are the same. */
export function writeOption(before: unknown, { code, display }: Option): unknown {
  if (isObject(before) && isObject(before.valueCoding)) {
    return { ...before, valueCoding: { ...before.valueCoding, code, display } };
  }
  if (isObject(before) && before.valueString !== undefined) return { ...before, valueString: display };
  return code === display ? display : { code, display };
}

export const comparisons = ["=", "!=", ">", ">=", "<", "<=", "exists"] as const;

export type Comparison = (typeof comparisons)[number];

/** Asks whether an earlier answer is so. */
export interface AskedWhen {
  question: string;
  operator: Comparison;
  answer: string | number | boolean | undefined;
}

export function comparisonsFor(type: QuestionType | undefined): readonly Comparison[] {
  if (type === "boolean") return ["=", "exists"];
  const ordered = isNumber(type) || type === "date" || type === "date-time" || type === "time";
  return ordered ? comparisons : ["=", "!=", "exists"];
}

export function readAskedWhen(written: unknown): AskedWhen {
  const condition = isObject(written) ? written : {};
  const [, answer] =
    Object.entries(condition).find(([name, value]) => name.startsWith("answer") && value != null) ?? [];
  const plain = isObject(answer) ? answer.code : answer;
  return {
    question: typed(condition.question),
    operator: comparisons.find((each) => each === condition.operator) ?? "=",
    answer: typeof plain === "number" || typeof plain === "boolean" || typeof plain === "string" ? plain : undefined,
  };
}

/** As FHIR names it: the answer's own kind is in the name. */
export function writeAskedWhen({ question, operator, answer }: AskedWhen, asked: Question | undefined) {
  const type = asked === undefined ? undefined : typeOf(asked);
  if (operator === "exists") return { question, operator, answerBoolean: answer !== false };
  if (answer === undefined || answer === "") return { question, operator };
  return { question, operator, [answerName(type)]: isChoice(type) ? { code: answer } : answer };
}

function answerName(type: QuestionType | undefined): string {
  switch (type) {
    case "boolean":
      return "answerBoolean";
    case "integer":
      return "answerInteger";
    case "decimal":
      return "answerDecimal";
    case "date":
      return "answerDate";
    case "date-time":
      return "answerDateTime";
    case "time":
      return "answerTime";
    case "choice":
    case "open-choice":
      return "answerCoding";
    case "string":
    case "text":
    case "display":
    case "group":
    case undefined:
      return "answerString";
  }
}
