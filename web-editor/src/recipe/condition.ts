import { text } from "@/text";
import { pathNames, pathOf, valueLabel } from "./template";

export const operators = ["=", "!=", ">", ">=", "<", "<=", "contains", "filled", "empty"] as const;

export type Operator = (typeof operators)[number];

export type Literal = string | number | boolean | null;

/**
 * One line of the condition builder: a field, what is asked of it, and a value where one is needed. While no field is
 * chosen it is written without one, which no checker accepts: a line half made is never left out in silence.
 */
export interface Clause {
  field: string;
  operator: Operator;
  value: Literal;
}

/** What the builder can show: clauses all joined by the same word. */
export interface Condition {
  join: "and" | "or";
  clauses: Clause[];
}

const path = "(?:`[^`]+`|[A-Za-z_]\\w*)(?:\\.(?:`[^`]+`|[A-Za-z_]\\w*))*";
const escape = String.raw`\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}`;
const quoted = String.raw`'(?:[^'\\\u0000-\u001f]|${escape})*'|"(?:[^"\\\u0000-\u001f]|${escape})*"`;
const literal = String.raw`${quoted}|-?\d+(?:\.\d+)?(?![\d.eE])|(?:true|false|null)\b`;
const compared = new RegExp(`^(${path}|)\\s*(=|!=|>=|<=|>|<)\\s*(${literal})`);
const contained = new RegExp(String.raw`^\$contains\(\s*(${path}|)\s*,\s*(${quoted})\s*\)`);
const full = `(${path}|) != '' and \\1 != null`;
const filled = new RegExp(`^\\(${full}\\)`);
const empty = new RegExp(`^\\$not\\(${full}\\)`);
const joined = /^\s+(and|or)\s+/;

/** Reads an expression that the builder could have written; undefined for anything beyond it. */
export function parseCondition(expression: string): Condition | undefined {
  const clauses: Clause[] = [];
  let join: Condition["join"] | undefined;
  let rest = expression.trim();
  while (rest !== "") {
    const read = readClause(rest);
    if (read === undefined) return undefined;
    clauses.push(read.clause);
    rest = rest.slice(read.length);
    if (rest === "") break;
    const word = joined.exec(rest);
    if (word === null) return undefined;
    const next = word[1] as Condition["join"];
    if (join !== undefined && join !== next) return undefined;
    join = next;
    rest = rest.slice(word[0].length);
    if (rest === "") return undefined;
  }
  return { join: join ?? "and", clauses };
}

/** A line on which nothing has been chosen yet. */
export const blankClause: Clause = { field: "", operator: "=", value: "" };

function isBlank({ field, operator, value }: Clause): boolean {
  return field === "" && operator === blankClause.operator && value === blankClause.value;
}

/** A line that asks something, but not of what. */
export function isUnfinished(clause: Clause): boolean {
  return clause.field === "" && !isBlank(clause);
}

export function writeCondition({ join, clauses }: Condition): string {
  return clauses
    .filter((clause) => !isBlank(clause))
    .map(writeClause)
    .join(` ${join} `);
}

/** A condition as a person reads it; one that the builder cannot show stays an expression. */
export function conditionInWords(expression: string): string {
  const condition = parseCondition(expression);
  if (condition === undefined || condition.clauses.length === 0) return expression;
  const words = text.steps.conditions;
  return condition.clauses
    .map(({ field, operator, value }) =>
      words[operator](field === "" ? words.unchosen : valueLabel(field), literalInWords(value)),
    )
    .join(words[condition.join]);
}

function readClause(rest: string): { clause: Clause; length: number } | undefined {
  const comparison = compared.exec(rest);
  if (comparison !== null && isField(comparison[1] ?? "")) {
    const [all, field = "", operator = "=", value = ""] = comparison;
    return { clause: { field, operator: operator as Operator, value: readLiteral(value) }, length: all.length };
  }
  const contains = contained.exec(rest);
  if (contains !== null) {
    const [all, field = "", value = ""] = contains;
    return { clause: { field, operator: "contains", value: readLiteral(value) }, length: all.length };
  }
  return readFilled(filled.exec(rest), "filled") ?? readFilled(empty.exec(rest), "empty");
}

function isField(written: string): boolean {
  return written === "" || pathNames(written) !== undefined;
}

function readFilled(match: RegExpExecArray | null, operator: "filled" | "empty") {
  return match === null
    ? undefined
    : { clause: { field: match[1] ?? "", operator, value: null }, length: match[0].length };
}

function writeClause({ field, operator, value }: Clause): string {
  const names = pathNames(field);
  const path = names === undefined ? field : pathOf(names);
  switch (operator) {
    case "contains":
      return `$contains(${path}, ${writeLiteral(String(value ?? ""))})`;
    // Empty text, no value at all and a database's null are all "empty"; 0 and false are not.
    case "filled":
      return `(${path} != '' and ${path} != null)`;
    case "empty":
      return `$not(${path} != '' and ${path} != null)`;
    case "=":
    case "!=":
    case ">":
    case ">=":
    case "<":
    case "<=":
      return `${path} ${operator} ${writeLiteral(value)}`.trimStart();
  }
}

function readLiteral(written: string): Literal {
  if (written === "true" || written === "false") return written === "true";
  if (written === "null") return null;
  if (written.startsWith('"')) return JSON.parse(written) as string;
  if (written.startsWith("'")) return readSingleQuoted(written);
  return Number(written);
}

function readSingleQuoted(written: string): string {
  const inner = written.slice(1, -1).replaceAll(/\\.|"/g, (match) => (match === '"' ? '\\"' : match));
  return JSON.parse(`"${inner}"`) as string;
}

/** In single quotes as people write it; JSONata knows no escaped single quote, so such a text takes double ones. */
function writeLiteral(value: Literal): string {
  if (typeof value !== "string" || value.includes("'")) return JSON.stringify(value);
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"')}'`;
}

function literalInWords(value: Literal): string {
  const words = text.steps.conditions;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  return String(value ?? "");
}
