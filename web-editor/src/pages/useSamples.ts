import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";
import { useCatalog } from "@/api/getCatalog";
import { useChoices, type ChoiceRequest } from "@/api/listChoices";
import { useSampleEvents, type Sample, type SampleRequest } from "@/api/listSamples";
import { useRun } from "@/features/runs/api/getRun";
import { useRuns } from "@/features/runs/api/listRuns";
import { findTrigger, type Catalog } from "@/recipe/catalog";
import { getAt } from "@/recipe/pointer";
import { sampleLabel } from "@/recipe/sampleLabel";
import type { Samples } from "@/recipe/scope";
import { isObject, typed } from "@/recipe/shape";
import { text } from "@/text";

const settleMs = 400;
const shown = 25;
const previewed = 3;
const words = text.trial;

interface Choice {
  value: string;
  label: string;
}

export interface SampleChoice {
  samples: Samples;
  /** The chosen event, as it can be tried. */
  event: Sample | undefined;
  /** The chosen event and the next ones of its kind, for texts to be seen with. */
  rows: readonly Sample[];
  /** What can be tried: what is there now, and what has happened. */
  groups: { group: string; items: Choice[] }[];
  chosen: string | null;
  choose: (key: string | null) => void;
  looking: boolean;
  /** Why there is nothing to try, in the connection's own words. */
  message: string | undefined;
}

/** Real values for a recipe: a row or event of the connection it listens to, and what its last run gave. */
export function useSamples(recipe: string | undefined, document: unknown): SampleChoice {
  const catalog = useCatalog().data;
  const request = useSettled(requestOf(recipe, document, catalog));
  const found = useSampleEvents(request);
  const shape = useShape(document);
  const lastSteps = useLastSteps(recipe);
  const [wanted, choose] = useState<string | null>(null);
  const { data } = found;

  return useMemo(() => {
    const named = byName(data?.events ?? []);
    const events = [...named.values()];
    const [chosen, event] = [...named].find(([id]) => id === wanted) ?? [...named][0] ?? [null, undefined];
    const items = (past: boolean) =>
      [...named]
        .filter(([, each]) => each.past === past)
        .map(([id, each]) => ({ value: id, label: sampleLabel(each.data, past ? each.occurredAt : undefined) }));
    return {
      samples: {
        ...(event && { event: event.data }),
        ...(shape && { shape }),
        ...(lastSteps && { steps: lastSteps }),
      },
      event,
      rows: event === undefined ? [] : rowsFrom(event, events),
      groups: [
        { group: words.now, items: items(false) },
        { group: words.past, items: items(true) },
      ].filter((group) => group.items.length > 0),
      chosen,
      choose,
      looking: found.isFetching && events.length === 0,
      message: data?.message ?? undefined,
    };
  }, [data, found.isFetching, shape, lastSteps, wanted]);
}

/** Beginning with the chosen one and going round, so that another choice shows other rows. */
function rowsFrom(chosen: Sample, events: readonly Sample[]): Sample[] {
  const same = events.filter(({ past }) => past === chosen.past);
  const start = same.indexOf(chosen);
  return [...same.slice(start), ...same.slice(0, start)].slice(0, previewed);
}

/** Each by a name of its own: rows may share a key by mistake. What was run again is one event, and there once. */
function byName(events: readonly Sample[]): ReadonlyMap<string, Sample> {
  const named = new Map<string, Sample>();
  for (const event of events) {
    const name = `${event.past ? "past" : "now"} ${event.key}`;
    if (!named.has(name)) named.set(name, event);
    else if (!event.past) named.set(`${name} ${named.size}`, event);
  }
  return named;
}

/** Nothing is asked before the trigger says what it needs: there is only one answer to half a question. */
function requestOf(
  recipe: string | undefined,
  document: unknown,
  catalog: Catalog | undefined,
): SampleRequest | undefined {
  const trigger = getAt(document, ["trigger"]);
  if (!isObject(trigger) || typeof trigger.uses !== "string") return undefined;
  const needed = findTrigger(catalog, trigger.uses)?.kind.input.required ?? [];
  if (catalog === undefined || needed.some((name) => getAt(trigger, ["with", name]) === undefined)) return undefined;
  const zone = getAt(document, ["zone"]);
  return {
    uses: trigger.uses,
    ...(typeof trigger.connection === "string" && { connection: trigger.connection }),
    with: isObject(trigger.with) ? trigger.with : {},
    ...(typeof zone === "string" && zone !== "" && { zone }),
    ...(recipe !== undefined && { recipe }),
    limit: shown,
  };
}

/** A request that does not change with every keystroke. */
function useSettled<T>(request: T | undefined): T | undefined {
  const [settled] = useDebouncedValue(request === undefined ? "" : JSON.stringify(request), settleMs);
  return useMemo(() => (settled === "" ? undefined : (JSON.parse(settled) as T)), [settled]);
}

/** The columns of the trigger's sheet or table, for values to be chosen by before there is a row. */
function useShape(document: unknown): Record<string, unknown> | undefined {
  const catalog = useCatalog().data;
  const found = findTrigger(catalog, getAt(document, ["trigger", "uses"]));
  const written = getAt(document, ["trigger", "with"]);
  const connection = getAt(document, ["trigger", "connection"]);
  const properties = Object.values(found?.kind.input.properties ?? {});
  const asks = properties.some((schema) => schema["x-choices"] === "columns") && isObject(written);
  const places = isObject(written)
    ? ["spreadsheet", "sheet", "table"].filter((name) => typed(written[name]) !== "")
    : [];
  const wanted: ChoiceRequest | undefined =
    asks && (places.includes("table") || places.length === 2) && typeof connection === "string"
      ? {
          connector: found?.connector.id ?? "",
          connection,
          of: "columns",
          with: Object.fromEntries(places.map((name) => [name, written[name]])),
        }
      : undefined;
  const columns = useChoices(useSettled(wanted)).data?.choices;
  const root = found?.kind.event.properties?.after === undefined ? "row" : "after";
  return useMemo(
    () =>
      columns === undefined || columns.length === 0
        ? undefined
        : { [root]: Object.fromEntries(columns.map(({ value }) => [value, undefined])) },
    [columns, root],
  );
}

/** What each step gave in the newest run of the recipe that succeeded. */
function useLastSteps(recipe: string | undefined): Record<string, unknown> | undefined {
  const last = useRuns({ recipe, state: "succeeded", limit: 1 }, recipe !== undefined).data?.runs[0]?.id;
  const run = useRun(last ?? "", last !== undefined).data;
  return useMemo(() => run && Object.fromEntries(run.steps.map(({ id, output }) => [id, output])), [run]);
}
