import { useQueries } from "@tanstack/react-query";
import { useConnections } from "@/api/listConnections";
import { choicesQuery, useChoices, type Choice, type ChoiceRequest } from "@/api/listChoices";
import { gallery as words } from "@/text/gallery";
import type { Parameter } from "../parameters";

export interface TemplateChoices {
  /** What can be chosen for a parameter; undefined where anything may be typed, or nothing is known. */
  of: (parameter: Parameter) => Choice[] | undefined;
  /** The answer to begin with: the template's own where it is there, else what is most like it. */
  likely: (parameter: Parameter) => string;
  looking: boolean;
  /** Why nothing could be looked up, in the connections' own words. */
  messages: string[];
  /** The tables of a connection, by its id in the template; undefined where they are not known. */
  tablesOf: (connection: string) => Choice[] | undefined;
}

/** What the chosen connections offer: spreadsheets, the sheets of the chosen one, its columns; and tables. */
export function useTemplateChoices(
  parameters: readonly Parameter[],
  queried: readonly string[],
  answers: Record<string, string>,
): TemplateChoices {
  const connections = useConnections();
  const existing = (connector: string | undefined) =>
    (connections.data?.connections ?? []).filter((each) => each.connector === connector).map(({ id }) => id);
  const find = (kind: Parameter["kind"]) => parameters.find((each) => each.kind === kind);

  const usual = ({ written, of }: Parameter) =>
    existing(of).includes(written) ? written : (existing(of)[0] ?? written);
  const chosenConnection = (written: string) => {
    const parameter = parameters.find((each) => each.kind === "connection" && each.written === written);
    return parameter === undefined ? written : (answers[parameter.name] ?? usual(parameter));
  };

  const book = find("spreadsheet");
  const ask = (of: string, given: Record<string, string | undefined>, wanted: boolean): ChoiceRequest | undefined =>
    wanted && connections.data !== undefined && !Object.values(given).includes(undefined)
      ? { connector: "google-sheets", connection: chosenConnection(book?.of ?? ""), of, with: given }
      : undefined;
  const spreadsheets = useChoices(ask("spreadsheets", {}, book !== undefined));
  const spreadsheet = chosen(book, answers, spreadsheets.data?.choices);
  const sheets = useChoices(ask("sheets", { spreadsheet }, spreadsheets.data !== undefined));
  const sheet = chosen(find("sheet"), answers, sheets.data?.choices);
  const columns = useChoices(ask("columns", { spreadsheet, sheet }, sheets.data !== undefined && sheet !== undefined));

  const databases = [
    ...new Set([
      ...parameters.flatMap(({ kind, of }) => (kind === "table" && of !== undefined ? [of] : [])),
      ...queried,
    ]),
  ];
  const tables = useQueries({
    queries: databases.map((connection) =>
      choicesQuery(
        connections.data === undefined
          ? undefined
          : { connector: "database", connection: chosenConnection(connection), of: "tables", with: {} },
      ),
    ),
  });
  const tablesOf = (connection: string) => some(tables[databases.indexOf(connection)]?.data?.choices);

  const of = ({ kind, of: source, written }: Parameter): Choice[] | undefined => {
    if (kind === "spreadsheet") return some(spreadsheets.data?.choices);
    if (kind === "sheet") return some(sheets.data?.choices);
    if (kind === "column") return some(columns.data?.choices);
    if (kind === "table") return tablesOf(source ?? "");
    if (kind === "zone") return Intl.supportedValuesOf("timeZone").map((value) => ({ value, label: value }));
    if (kind !== "connection") return undefined;
    return [...new Set([...existing(source), written])].map((value) => ({ value, label: value }));
  };
  const lookups = [spreadsheets, sheets, columns, ...tables];
  return {
    of,
    tablesOf,
    likely: (parameter) => {
      const { kind, written } = parameter;
      if (kind === "connection") return usual(parameter);
      if (kind === "spreadsheet") return spreadsheet ?? written;
      if (kind === "sheet") return sheet ?? written;
      const list = of(parameter);
      if (list === undefined || kind === "zone" || hasChoice(list, written)) return written;
      return list.find(({ value }) => isLike(value, written))?.value ?? "";
    },
    looking: connections.isLoading || lookups.some(({ isLoading }) => isLoading),
    messages: [
      ...new Set(
        lookups.flatMap(({ data, error }) => {
          const message = error?.message ?? data?.message ?? undefined;
          return message === undefined ? [] : [message];
        }),
      ),
    ],
  };
}

function some(choices: Choice[] | undefined): Choice[] | undefined {
  return choices === undefined || choices.length === 0 ? undefined : choices;
}

/** The answer, else what the template has where that is there, else the first. */
function chosen(
  parameter: Parameter | undefined,
  answers: Record<string, string>,
  choices: Choice[] | undefined,
): string | undefined {
  if (parameter === undefined) return undefined;
  const answer = answers[parameter.name];
  if (choices === undefined || choices.length === 0) return answer ?? parameter.written;
  const fits = (value: string | undefined) => choices.some((each) => each.value === value);
  return [answer, parameter.written].find(fits) ?? choices[0]?.value;
}

/** A table of the usual schema may be named with it or without. */
export function hasChoice(choices: readonly Choice[], value: string): boolean {
  return choices.some((each) => each.value === value || `public.${each.value}` === value);
}

/** "First name" and "first_name", "Mobile" and "Mobile phone". */
function isLike(one: string, other: string): boolean {
  const [a, b] = [one, other].map((each) => each.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
  return a !== undefined && b !== undefined && (a.includes(b) || b.includes(a));
}

export function problemWith({ kind }: Parameter, value: string, choices: readonly Choice[] | undefined) {
  if (value.trim() === "") return words.missing;
  if (kind === "connection" || choices === undefined || hasChoice(choices, value)) return undefined;
  return words.notFound(value);
}
