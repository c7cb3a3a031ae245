import { getAt } from "@/recipe/pointer";
import { isObject, typed } from "@/recipe/shape";

export const manualStart = "manual.started";
const kinds = ["text", "number", "date", "yes-no", "choice"] as const;

/** Something that whoever starts a recipe is asked for. */
export interface AskedField {
  name: string;
  title: string;
  kind: string;
  required: boolean;
  choices: readonly string[];
}

/** True where a recipe runs at set times, and may be run now as well. */
export function runsAtTimes(document: unknown): boolean {
  return typed(getAt(document, ["trigger", "uses"])).startsWith("schedule.");
}

/** What a recipe asks whoever starts it by hand; undefined where it is not started by hand. */
export function askedBy(document: unknown): AskedField[] | undefined {
  if (runsAtTimes(document)) return [];
  if (getAt(document, ["trigger", "uses"]) !== manualStart) return undefined;
  const fields = getAt(document, ["trigger", "with", "fields"]);
  if (!Array.isArray(fields)) return [];
  return fields.filter(isObject).map((field) => ({
    name: typed(field.name),
    title: typed(field.title) || typed(field.name),
    kind: typed(field.kind) || "text",
    required: field.required === true,
    choices: Array.isArray(field.choices) ? field.choices.map(typed) : [],
  }));
}

/** How a field is filled in; what is not known here is typed as text. */
export function control({ kind }: AskedField): (typeof kinds)[number] {
  return kinds.find((each) => each === kind) ?? "text";
}
