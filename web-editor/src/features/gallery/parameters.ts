import { getAt, type Place } from "@/recipe/pointer";
import { readCron } from "@/recipe/schedule";
import { isObject, typed } from "@/recipe/shape";
import { allSteps } from "@/recipe/steps";

/** Something of a template that differs from clinic to clinic, with what it is in the template. */
export interface Parameter {
  kind:
    | "spreadsheet"
    | "sheet"
    | "column"
    | "table"
    | "address"
    | "path"
    | "time"
    | "zone"
    | "clinic"
    | "phone"
    | "connection";
  /** Tells it from the others; an answer is kept by it. */
  name: string;
  written: string;
  /** Where it stands; empty for what is found wherever the template says it. */
  places: Place[];
  /** The connection that offers its choices; for a connection, its connector. */
  of?: string;
}

/** What the gallery's texts call the clinic and its phone. */
const sayings = { clinic: "Elm Clinic", phone: "555-0100" } as const;

/** A column of the row, as expressions name it. */
export const inText = /\brow\.(?:`([^`]+)`|([A-Za-z_]\w*))/g;
const inQuery = /(?<!:)\b(?:from|join|into|update)\s+([A-Za-z_][\w.]*)/gi;
export const columnLists = ["key", "watch", "required"];
export const columnMaps = ["key", "values", "where"];

/** What a template must be told, found by reading it, in the order in which it is asked. */
export function parametersOf(recipe: unknown): Parameter[] {
  const given = getAt(recipe, ["trigger", "with"]);
  const input = isObject(given) ? given : {};
  const found: Parameter[] = [];
  if (typed(input.spreadsheet) !== "") {
    const of = typed(getAt(recipe, ["trigger", "connection"]));
    const columns = columnsOf(recipe).map((each) => ({ kind: "column" as const, name: `column ${each}`, each }));
    for (const kind of ["spreadsheet", "sheet"] as const)
      found.push({ kind, name: kind, written: typed(input[kind]), places: [], of });
    for (const { each, ...column } of columns) found.push({ ...column, written: each, places: [], of });
  }
  found.push(...tablesOf(recipe));
  if (getAt(recipe, ["trigger", "uses"]) === "webhook.received")
    found.push({ kind: "path", name: "path", written: typed(input.path), places: [["trigger", "with", "path"]] });
  found.push(...addressesOf(recipe), ...sayingsOf(recipe), ...timesOf(recipe, input), ...connectionsOf(recipe));
  return found;
}

/** The tables that a recipe's queries name, with the connection that each is looked for in. */
export function queriedTables(recipe: unknown): { connection: string; table: string }[] {
  const found = new Map<string, { connection: string; table: string }>();
  for (const { step } of allSteps(recipe)) {
    const sql = getAt(step, ["with", "sql"]);
    if (typeof sql !== "string") continue;
    for (const [, table = ""] of sql.matchAll(inQuery)) {
      const connection = typed(step.connection);
      found.set(`${connection} ${table}`, { connection, table });
    }
  }
  return [...found.values()];
}

/** The trigger and the steps, each with its place. */
function parts(recipe: unknown): { part: Record<string, unknown>; place: Place }[] {
  const trigger = getAt(recipe, ["trigger"]);
  const steps = allSteps(recipe).map(({ step, list, index }) => ({ part: step, place: [...list, index] }));
  return isObject(trigger) ? [{ part: trigger, place: ["trigger"] }, ...steps] : steps;
}

function tablesOf(recipe: unknown): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const { part, place } of parts(recipe)) {
    const written = getAt(part, ["with", "table"]);
    if (typeof written !== "string" || written.includes("{{")) continue;
    const of = typed(part.connection);
    const name = `table ${of} ${written}`;
    const places = [...(found.get(name)?.places ?? []), [...place, "with", "table"]];
    found.set(name, { kind: "table", name, written, places, of });
  }
  return [...found.values()];
}

function addressesOf(recipe: unknown): Parameter[] {
  return parts(recipe).flatMap(({ part, place }) => {
    const to = getAt(part, ["with", "to"]);
    if (typeof to !== "string" || !to.includes("@") || to.includes("{{")) return [];
    const at = [...place, "with", "to"];
    return [{ kind: "address" as const, name: at.join("/"), written: to, places: [at] }];
  });
}

function sayingsOf(recipe: unknown): Parameter[] {
  const said = JSON.stringify(recipe);
  return (["clinic", "phone"] as const)
    .filter((kind) => said.includes(sayings[kind]))
    .map((kind) => ({ kind, name: kind, written: sayings[kind], places: [] }));
}

function timesOf(recipe: unknown, input: Record<string, unknown>): Parameter[] {
  const found: Parameter[] = [];
  const schedule = readCron(typed(input.cron));
  if (schedule !== undefined && "time" in schedule)
    found.push({ kind: "time", name: "time", written: schedule.time, places: [["trigger", "with", "cron"]] });
  const zone = typed(getAt(recipe, ["zone"]));
  if (zone !== "") found.push({ kind: "zone", name: "zone", written: zone, places: [] });
  return found;
}

function connectionsOf(recipe: unknown): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const { part, place } of parts(recipe)) {
    const written = typed(part.connection);
    if (written === "") continue;
    const name = `connection ${written}`;
    const places = [...(found.get(name)?.places ?? []), [...place, "connection"]];
    found.set(name, { kind: "connection", name, written, places, of: typed(part.uses).split(".")[0] ?? "" });
  }
  return [...found.values()];
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
    for (const name of columnMaps) {
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
