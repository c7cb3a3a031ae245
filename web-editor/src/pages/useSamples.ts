import { useMemo, useState } from "react";
import { useSheet } from "@/features/practice/api/getSheet";
import { useSpreadsheets } from "@/features/practice/api/listSheets";
import type { Cell } from "@/features/practice/api/sheet";
import { useRun } from "@/features/runs/api/getRun";
import { useRuns } from "@/features/runs/api/listRuns";
import { getAt } from "@/recipe/pointer";
import type { Samples } from "@/recipe/scope";
import { typed } from "@/recipe/shape";

interface Choice {
  value: string;
  label: string;
}

export interface SampleChoice {
  samples: Samples;
  /** The rows of the sheet that can be tried. */
  rows: Choice[];
  row: string | null;
  choose: (row: string | null) => void;
  /** What is there to choose for a trigger's inputs. */
  suggestions: Record<string, Choice[]>;
}

/** Real values for a recipe: a row of the practice sheet it follows, and what its last run gave. */
export function useSamples(recipe: string | undefined, document: unknown): SampleChoice {
  const spreadsheets = useSpreadsheets().data?.spreadsheets;
  const spreadsheet = spreadsheets?.find(({ id }) => id === getAt(document, ["trigger", "with", "spreadsheet"]));
  const sheetName = typed(getAt(document, ["trigger", "with", "sheet"]));
  const sheet = spreadsheet?.sheets.find((each) => each === sheetName);
  const cells = useSheet({ id: spreadsheet?.id ?? "", sheet: sheet ?? "" }, sheet !== undefined).data?.rows;
  const lastSteps = useLastSteps(recipe);
  const [chosen, setChosen] = useState<string | null>(null);

  return useMemo(() => {
    const headers = (cells?.[0] ?? []).map(({ text }) => text);
    const rows = (cells ?? []).slice(1).map((row, index) => ({
      value: String(index),
      label: row
        .slice(0, 3)
        .map(({ text }) => text)
        .join(", "),
    }));
    const row = rows.some(({ value }) => value === chosen) ? chosen : (rows[0]?.value ?? null);
    const event = row === null ? undefined : eventOf(headers, cells?.[Number(row) + 1] ?? []);
    return {
      samples: { ...(event && { event }), ...(lastSteps && { steps: lastSteps }) },
      rows,
      row,
      choose: setChosen,
      suggestions: suggestionsOf(spreadsheets ?? [], spreadsheet?.sheets),
    };
  }, [cells, lastSteps, chosen, spreadsheets, spreadsheet]);
}

function eventOf(headers: string[], cells: Cell[]): Record<string, unknown> {
  const row = Object.fromEntries(
    headers.flatMap((name, column) => (name === "" ? [] : [[name, valueOf(cells[column])]])),
  );
  return { row };
}

/** A cell as an event has it: dates as text, and nothing where it is blank. */
function valueOf(cell: Cell | undefined): unknown {
  if (cell === undefined || cell.text === "") return null;
  const shownAsNumber = /^[-+\d.,\s%$€]+$/.test(cell.text);
  return typeof cell.value === "number" && !shownAsNumber ? cell.text : cell.value;
}

function suggestionsOf(spreadsheets: { id: string; title: string; sheets: string[] }[], sheets: string[] | undefined) {
  const [only, ...others] = spreadsheets;
  const shown = sheets ?? (others.length === 0 ? (only?.sheets ?? []) : []);
  return {
    spreadsheet: spreadsheets.map(({ id, title }) => ({ value: id, label: title })),
    sheet: shown.map((name) => ({ value: name, label: name })),
  };
}

/** What each step gave in the newest run of the recipe that succeeded. */
function useLastSteps(recipe: string | undefined): Record<string, unknown> | undefined {
  const last = useRuns({ recipe, state: "succeeded", limit: 1 }, recipe !== undefined).data?.runs[0]?.id;
  const run = useRun(last ?? "", last !== undefined).data;
  return useMemo(() => run && Object.fromEntries(run.steps.map(({ id, output }) => [id, output])), [run]);
}
