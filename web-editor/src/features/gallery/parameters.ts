import { getAt, type Place } from "@/recipe/pointer";
import { isObject, typed } from "@/recipe/shape";
import { allSteps } from "@/recipe/steps";
import { pathOf } from "@/recipe/template";

/** Something of a template that differs from clinic to clinic, with what it is in the template. */
export type Parameter =
  | { kind: "spreadsheet" | "sheet" | "table"; name: string; written: string }
  | { kind: "column"; name: string; written: string }
  | { kind: "address" | "path"; name: string; written: string; place: Place };

const inText = /\brow\.(?:`([^`]+)`|([A-Za-z_]\w*))/g;
const columnLists = ["key", "watch", "required"];

/** What a template must be told, found by reading it: its sheet and columns, its table, who gets its mail. */
export function parametersOf(recipe: unknown): Parameter[] {
  const given = getAt(recipe, ["trigger", "with"]);
  const written = (name: string) => (isObject(given) ? typed(given[name]) : "");
  const found: Parameter[] = [];
  if (written("spreadsheet") !== "") {
    for (const kind of ["spreadsheet", "sheet"] as const) found.push({ kind, name: kind, written: written(kind) });
    for (const column of columnsOf(recipe)) found.push({ kind: "column", name: `column ${column}`, written: column });
  }
  if (written("table") !== "") found.push({ kind: "table", name: "table", written: written("table") });
  if (getAt(recipe, ["trigger", "uses"]) === "webhook.received") {
    found.push({ kind: "path", name: "path", written: written("path"), place: ["trigger", "with", "path"] });
  }
  for (const { step, list, index } of allSteps(recipe)) {
    const to = getAt(step, ["with", "to"]);
    const place = [...list, index, "with", "to"];
    if (typeof to === "string" && to.includes("@") && !to.includes("{{"))
      found.push({ kind: "address", name: place.join("/"), written: to, place });
  }
  return found;
}

/** The headers that a recipe's texts and inputs name, in the order in which they come. */
function columnsOf(recipe: unknown): string[] {
  const found = new Set<string>();
  const given = getAt(recipe, ["trigger", "with"]);
  for (const name of columnLists) {
    const list = isObject(given) ? given[name] : undefined;
    if (Array.isArray(list)) list.forEach((each) => found.add(typed(each)));
  }
  eachText(recipe, (text) => {
    for (const [, quoted, plain] of text.matchAll(inText)) found.add(quoted ?? plain ?? "");
  });
  for (const { step } of allSteps(recipe)) {
    if (!String(step.uses).startsWith("google-sheets.")) continue;
    for (const name of ["key", "values", "where"]) {
      const map = getAt(step, ["with", name]);
      if (isObject(map)) Object.keys(map).forEach((each) => found.add(each));
    }
  }
  return [...found];
}

function eachText(value: unknown, visit: (text: string) => void): void {
  if (typeof value === "string") visit(value);
  else if (Array.isArray(value)) value.forEach((each) => eachText(each, visit));
  else if (isObject(value))
    for (const [name, each] of Object.entries(value)) if (name !== "code") eachText(each, visit);
}

/** The template with what was answered in place of what it had; answers by the parameters' names. */
export function fillIn(recipe: unknown, parameters: readonly Parameter[], answers: Record<string, string>): unknown {
  const columns = new Map<string, string>();
  const places = new Map<string, string>();
  for (const parameter of parameters) {
    const answer = answers[parameter.name] ?? parameter.written;
    if (parameter.kind === "column") columns.set(parameter.written, answer);
    else if ("place" in parameter) places.set(parameter.place.join("/"), answer);
    else places.set(`input ${parameter.kind}`, answer);
  }
  return replaced(recipe, [], { columns, places });
}

interface Answers {
  columns: ReadonlyMap<string, string>;
  places: ReadonlyMap<string, string>;
}

function replaced(value: unknown, place: Place, answers: Answers): unknown {
  const { columns, places } = answers;
  const name = place.at(-1);
  if (typeof value === "string") {
    const input = place.at(-2) === "with" ? places.get(`input ${String(name)}`) : undefined;
    const answer = places.get(place.join("/")) ?? input;
    if (answer !== undefined) return answer;
    if (name === "code") return value;
    if (columnLists.includes(String(place.at(-2))) && columns.has(value)) return columns.get(value);
    return value.replace(inText, (_, quoted?: string, plain?: string) => {
      const column = quoted ?? plain ?? "";
      return pathOf(["row", columns.get(column) ?? column]);
    });
  }
  if (Array.isArray(value)) return value.map((each, index) => replaced(each, [...place, index], answers));
  if (!isObject(value)) return value;
  const isColumns = place.at(-2) === "with" && ["key", "values", "where"].includes(String(name));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      isColumns ? (columns.get(key) ?? key) : key,
      replaced(each, [...place, key], answers),
    ]),
  );
}
