import { useDebouncedValue } from "@mantine/hooks";
import { useChoices, type Choice, type ChoiceRequest } from "@/api/listChoices";
import { findAction, findTrigger, type Catalog, type Schema } from "@/recipe/catalog";
import type { Place } from "@/recipe/pointer";
import { isObject } from "@/recipe/shape";
import { text } from "@/text";
import { useAt, useView } from "../state/Editing";

const words = text.fields.choices;
const settleMs = 300;
const none: Choice[] = [];

/** What can be chosen for a field, and how looking it up went. */
export interface FieldChoices {
  options: Choice[];
  looking: boolean;
  /** What a person should know about the choices: that they are looked up, or why there are none. */
  note: string | undefined;
}

/** The choices of a field whose schema has `x-choices`, for what its form says so far. */
export function useFieldChoices(place: Place, schema: Schema): FieldChoices {
  const of = schema["x-choices"];
  const owner = place.slice(0, place.lastIndexOf("with"));
  const uses = useAt([...owner, "uses"]);
  const connection = useAt([...owner, "connection"]);
  const written = useAt([...owner, "with"]);
  const catalog = useView((view) => view.catalog);
  const request =
    of === undefined ? undefined : requestFor(of, String(place.at(-1)), { catalog, uses, connection, written });
  const wanted = request === undefined ? "" : JSON.stringify(request);
  const [settled] = useDebouncedValue(wanted, settleMs);
  const found = useChoices(settled === "" ? undefined : (JSON.parse(settled) as ChoiceRequest));
  if (request === undefined) return { options: none, looking: false, note: undefined };
  const looking = found.isPending || settled !== wanted;
  const what = words.names[of as keyof typeof words.names] as string | undefined;
  const message = found.error?.message ?? found.data?.message ?? undefined;
  return {
    options: looking ? none : (found.data?.choices ?? none),
    looking,
    note: looking ? words.looking(what ?? words.other) : message && words.failed(message),
  };
}

interface Written {
  catalog: Catalog | undefined;
  uses: unknown;
  connection: unknown;
  written: unknown;
}

/** Nothing is asked before what it depends on is written: the columns of no sheet are none. */
function requestFor(
  of: string,
  own: string,
  { catalog, uses, connection, written }: Written,
): ChoiceRequest | undefined {
  const found = findTrigger(catalog, uses) ?? findAction(catalog, uses);
  if (found === undefined) return undefined;
  if (found.connector.needsConnection && typeof connection !== "string") return undefined;
  const given = isObject(written) ? written : {};
  const known: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(found.kind.input.properties ?? {})) {
    const value = given[name];
    if (name === own || value === undefined) continue;
    const isPlace = schema["x-choices"] !== undefined && typeof value === "string" && !value.includes("{{");
    if (isPlace || (schema.type === "integer" && typeof value === "number")) known[name] = value;
  }
  const before = { sheets: ["spreadsheet"], columns: ["spreadsheet", "sheet", "table"] }[of] ?? [];
  const missing = before.some(
    (name) => found.kind.input.properties?.[name] !== undefined && name !== own && known[name] === undefined,
  );
  if (missing) return undefined;
  return {
    connector: found.connector.id,
    connection: typeof connection === "string" ? connection : undefined,
    of,
    with: known,
  };
}
