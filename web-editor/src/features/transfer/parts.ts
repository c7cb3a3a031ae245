import { readJson, type JsonNode, type JsonProblem } from "@/recipe/jsonText";
import { isObject } from "@/recipe/shape";

/** A recipe's own text inside an import, byte for byte. */
export interface ImportPart {
  id: string;
  text: string;
}

export type ImportParts = { ok: true; parts: ImportPart[] } | { ok: false; problem: JsonProblem };

/** The recipes in a text: one, a list of them, or a list below "recipes". */
export function partsOf(json: string): ImportParts {
  const reading = readJson(json);
  if (!reading.ok) return reading;
  const list = reading.node.items ?? reading.node.members?.get("recipes")?.items ?? [reading.node];
  return { ok: true, parts: list.map((node) => ({ id: idOf(node), text: json.slice(node.start, node.end) })) };
}

/** Several files as one text, each as it is. */
export function joined(texts: readonly string[]): string {
  const [only, ...others] = texts;
  if (only !== undefined && others.length === 0) return only;
  const parts = texts.map((each) => partsOf(each));
  const broken = texts.find((_, index) => parts[index]?.ok === false);
  // Shown as it is, with its mistake explained.
  if (broken !== undefined) return broken;
  return `[\n${parts
    .flatMap((each) => (each.ok ? each.parts : []))
    .map(({ text }) => text)
    .join(",\n")}\n]`;
}

function idOf({ value }: JsonNode): string {
  return isObject(value) && typeof value.id === "string" ? value.id : "";
}
