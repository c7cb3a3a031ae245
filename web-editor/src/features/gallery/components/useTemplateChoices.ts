import { useChoices, type Choice, type ChoiceRequest } from "@/api/listChoices";
import { isObject, typed } from "@/recipe/shape";
import { text } from "@/text";
import type { Parameter } from "../parameters";

const words = text.gallery;

export interface TemplateChoices {
  /** What can be chosen for a parameter; undefined where anything may be typed, or nothing is known. */
  of: (name: string) => Choice[] | undefined;
  /** The choice to begin with, where the template's own is not there. */
  likely: (name: string) => string | undefined;
  looking: boolean;
  /** Why nothing could be looked up, in the connection's own words. */
  message: string | undefined;
}

/** What the template's connection offers: its spreadsheets, then the sheets of the chosen one, then its columns. */
export function useTemplateChoices(
  trigger: unknown,
  parameters: readonly Parameter[],
  answers: Record<string, string>,
): TemplateChoices {
  const written = (kind: string) => parameters.find((each) => each.kind === kind)?.written;
  const ask = (of: string, given: Record<string, string | undefined>, wanted: boolean): ChoiceRequest | undefined => {
    if (!isObject(trigger) || !wanted || Object.values(given).includes(undefined)) return undefined;
    const connector = typed(trigger.uses).split(".")[0] ?? "";
    return { connector, connection: typed(trigger.connection), of, with: given };
  };
  const spreadsheets = useChoices(ask("spreadsheets", {}, written("spreadsheet") !== undefined));
  const spreadsheet = chosen("spreadsheet", answers, written("spreadsheet"), spreadsheets.data?.choices);
  const sheets = useChoices(ask("sheets", { spreadsheet }, spreadsheets.data !== undefined));
  const sheet = chosen("sheet", answers, written("sheet"), sheets.data?.choices);
  const columns = useChoices(ask("columns", { spreadsheet, sheet }, sheets.data !== undefined && sheet !== undefined));
  const tables = useChoices(ask("tables", {}, written("table") !== undefined));

  const lists: Record<string, Choice[] | undefined> = {
    spreadsheet: spreadsheets.data?.choices,
    sheet: sheets.data?.choices,
    table: tables.data?.choices,
  };
  const of = (name: string) => {
    const list = name.startsWith("column ") ? columns.data?.choices : lists[name];
    return list === undefined || list.length === 0 ? undefined : list;
  };
  return {
    of,
    likely: (name) => {
      if (name === "spreadsheet") return spreadsheet;
      if (name === "sheet") return sheet;
      const list = of(name);
      const own = parameters.find((each) => each.name === name)?.written ?? "";
      if (list === undefined || list.some(({ value }) => value === own)) return undefined;
      return list.find(({ value }) => isLike(value, own))?.value ?? (name === "table" ? undefined : "");
    },
    looking: [spreadsheets, sheets, columns, tables].some(({ isLoading }) => isLoading),
    message: [spreadsheets, sheets, columns, tables]
      .map(({ data, error }) => error?.message ?? data?.message ?? undefined)
      .find((each) => each !== undefined),
  };
}

/** The answer, else what the template has where that is there, else the first. */
function chosen(
  name: string,
  answers: Record<string, string>,
  written: string | undefined,
  choices: Choice[] | undefined,
): string | undefined {
  if (choices === undefined || choices.length === 0) return answers[name] ?? written;
  const fits = (value: string | undefined) => choices.some((each) => each.value === value);
  return [answers[name], written].find(fits) ?? choices[0]?.value;
}

/** "First name" and "first_name", "Mobile" and "Mobile phone". */
function isLike(one: string, other: string): boolean {
  const [a, b] = [one, other].map((each) => each.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
  return a !== undefined && b !== undefined && (a.includes(b) || b.includes(a));
}

export function problemWith(value: string, choices: readonly Choice[] | undefined): string | undefined {
  if (value.trim() === "") return words.missing;
  return choices?.some((each) => each.value === value) === false ? words.notFound(value) : undefined;
}
