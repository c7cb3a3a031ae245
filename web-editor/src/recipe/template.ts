import { text } from "@/text";

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
  if (names === undefined) return text.steps.value.computed;
  const [root = "", ...rest] = names;
  const last = rest.at(-1);
  if (last === undefined) return root === "event" ? text.steps.value.event : root;
  if (root === "steps") return rest.length === 1 ? last : text.steps.value.fromStep(last, rest[0] ?? "");
  if (root === "before") return text.steps.value.before(last);
  return last;
}

/** A template as a person reads it, values by their names. */
export function readable(template: unknown, longest = 60): string {
  if (typeof template !== "string") return template === undefined ? "" : JSON.stringify(template);
  const words = templateParts(template)
    .map((part) => (part.kind === "text" ? part.text : valueLabel(part.expression)))
    .join("");
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
}
