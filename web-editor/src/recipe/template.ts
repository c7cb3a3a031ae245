import { text } from "@/text";
import { periodInWords } from "./period";

/** A text with values in it, as it is written: `Hi {{ row.name }}, ...`. */
export type TemplatePart = { kind: "text"; text: string } | { kind: "value"; expression: string };

const values = /\{\{([\s\S]*?)\}\}/g;

export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of template.matchAll(values)) {
    if (match.index > end) parts.push({ kind: "text", text: template.slice(end, match.index) });
    parts.push({ kind: "value", expression: (match[1] ?? "").trim() });
    end = match.index + match[0].length;
  }
  if (end < template.length) parts.push({ kind: "text", text: template.slice(end) });
  return parts;
}

const name = /^(?:`([^`]+)`|([A-Za-z_]\w*))/;

/** The names of a plain path such as `` row.`First name` ``; undefined where it is more than a path. */
export function pathNames(expression: string): string[] | undefined {
  const names: string[] = [];
  let rest = expression.trim();
  for (;;) {
    const match = name.exec(rest);
    if (match === null) return undefined;
    names.push(match[1] ?? match[2] ?? "");
    rest = rest.slice(match[0].length);
    if (rest === "") return names;
    if (!rest.startsWith(".")) return undefined;
    rest = rest.slice(1);
  }
}

/** A path of these names, quoted where a name is not a plain word. */
export function pathOf(names: readonly string[]): string {
  return names.map((each) => (/^[A-Za-z_]\w*$/.test(each) ? each : `\`${each}\``)).join(".");
}

const oneOfMany = /\[-?\d+\]/g;

/** What a value is called on the screen: `phone from clean`, `First name`. Which one of a list is not said. */
export function valueLabel(expression: string): string {
  const names = pathNames(expression.replace(oneOfMany, ""));
  if (names === undefined) return computedLabel(expression.trim());
  const [root = "", ...rest] = names;
  const last = rest.at(-1);
  if (last === undefined) return root === "event" ? text.steps.value.event : root;
  if (root === "steps") return rest.length === 1 ? last : text.steps.value.fromStep(last, rest[0] ?? "");
  if (root === "before") return text.steps.value.before(last);
  if (root === "fire" && last === "at") return text.steps.value.due;
  return last;
}

const formatted = /^\$formatDate\((.+),\s*'([^']*)'\s*\)$/;
const shifted = /^\$(plus|minus)\((.+),\s*'(P\w+)'\s*\)$/;

/** The usual ways in which a value is made of others, in words; those of several are named one after the other. */
function computedLabel(expression: string): string {
  const words = text.steps.value;
  const pieces = expression.split(" & ");
  if (pieces.length > 1 && isWhole(pieces)) {
    const labels = pieces.filter((piece) => !/^'[^']*'$/.test(piece.trim())).map(valueLabel);
    if (labels.length > 0 && !labels.includes(words.computed)) return labels.join(", ");
  }
  const [, date, pattern = ""] = formatted.exec(expression) ?? [];
  if (date !== undefined && isWhole([date])) {
    const day = /[dMyE]/.test(pattern);
    const part = day && /[hH]/.test(pattern) ? words.moment : day ? words.day : words.clock;
    return part(valueLabel(date));
  }
  const [, way, from, period = ""] = shifted.exec(expression) ?? [];
  if (from === undefined || !isWhole([from])) return words.computed;
  return (way === "plus" ? words.after : words.earlier)(periodInWords(period), valueLabel(from));
}

/** False where brackets open in one piece and close in another: the pieces belong together otherwise. */
function isWhole(pieces: readonly string[]): boolean {
  return pieces.every((piece) => piece.split("(").length === piece.split(")").length);
}

/** A template as a person reads it, values by their names. */
export function readable(template: unknown, longest = 60): string {
  if (typeof template !== "string") return template === undefined ? "" : JSON.stringify(template);
  const words = templateParts(template)
    .map((part) => (part.kind === "text" ? part.text : valueLabel(part.expression)))
    .join("");
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
}
