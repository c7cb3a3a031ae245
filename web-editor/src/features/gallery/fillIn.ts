import type { Place } from "@/recipe/pointer";
import { readCron, writeCron } from "@/recipe/schedule";
import { isObject } from "@/recipe/shape";
import { pathOf } from "@/recipe/template";
import { columnLists, columnMaps, inText, type Parameter } from "./parameters";

interface Answers {
  columns: ReadonlyMap<string, string>;
  /** What stands at a place, by its parts. */
  places: ReadonlyMap<string, string>;
  /** What is said anywhere, such as the clinic's name. */
  sayings: readonly (readonly [written: string, answer: string])[];
}

/** The template with what was answered in place of what it had; answers by the parameters' names. */
export function fillIn(recipe: unknown, parameters: readonly Parameter[], answers: Record<string, string>): unknown {
  const columns = new Map<string, string>();
  const places = new Map<string, string>();
  const sayings: [string, string][] = [];
  for (const { kind, name, written, places: at } of parameters) {
    const answer = answers[name] ?? written;
    if (answer === written) continue;
    if (kind === "column") columns.set(written, answer);
    else if (kind === "spreadsheet" || kind === "sheet") places.set(`input ${kind}`, answer);
    else if (at.length === 0) sayings.push([written, answer]);
    for (const place of at) places.set(kind === "time" ? `time ${place.join("/")}` : place.join("/"), answer);
  }
  return replaced(recipe, [], { columns, places, sayings });
}

function replaced(value: unknown, place: Place, answers: Answers): unknown {
  if (typeof value === "string") return replacedText(value, place, answers);
  if (Array.isArray(value)) return value.map((each, index) => replaced(each, [...place, index], answers));
  if (!isObject(value)) return value;
  const isColumns = place.at(-2) === "with" && columnMaps.includes(String(place.at(-1)));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      isColumns ? (answers.columns.get(key) ?? key) : key,
      replaced(each, [...place, key], answers),
    ]),
  );
}

function replacedText(value: string, place: Place, { columns, places, sayings }: Answers): string {
  const name = place.at(-1);
  const input = place.at(-2) === "with" ? places.get(`input ${String(name)}`) : undefined;
  const answer = places.get(place.join("/")) ?? input;
  if (answer !== undefined) return answer;
  if (name === "code") return value;
  const time = places.get(`time ${place.join("/")}`);
  const schedule = time === undefined ? undefined : readCron(value);
  if (time !== undefined && schedule !== undefined && "time" in schedule)
    return writeCron({ ...schedule, time }, value);
  if (columnLists.includes(String(place.at(-2)))) return columns.get(value) ?? value;
  const renamed = value.replace(inText, (whole, quoted?: string, plain?: string) => {
    const column = columns.get(quoted ?? plain ?? "");
    return column === undefined ? whole : pathOf(["row", column]);
  });
  return sayings.reduce((text, [written, said]) => text.replaceAll(written, () => said), renamed);
}
