import { useDebouncedValue } from "@mantine/hooks";
import { useQueries } from "@tanstack/react-query";
import type { Sample } from "@/api/listSamples";
import { runTrial, type TrialOutcome } from "@/api/runTrial";
import { getAt, type Place } from "@/recipe/pointer";
import { isObject } from "@/recipe/shape";
import { stepsAt } from "@/recipe/steps";
import { useView } from "../state/Editing";

const settleMs = 800;

/** What the steps before a place gave for one row. */
export interface RowSteps {
  /** Undefined where it could not be tried. */
  steps: Record<string, unknown> | undefined;
  failed: string | undefined;
  working: boolean;
}

/** Tries the steps before a place with each of the rows, so that what they give can be put into a text. */
export function useRowSteps(place: Place, rows: readonly Sample[], needed: boolean): RowSteps[] {
  const before = useView(({ document }) => (needed ? JSON.stringify(stepsOnly(document, place)) : ""));
  const [settled] = useDebouncedValue(before, settleMs);
  return useQueries({
    queries: rows.map((row) => ({
      queryKey: ["trial", "before", settled, row],
      queryFn: () => runTrial(JSON.parse(settled), row),
      enabled: settled !== "",
      staleTime: Infinity,
      retry: false,
    })),
    combine: together,
  });
}

interface Found {
  data: TrialOutcome | undefined;
  isFetching: boolean;
}

function together(found: readonly Found[]): RowSteps[] {
  return found.map(({ data, isFetching }) => ({
    steps: data && Object.fromEntries(data.steps.map(({ id, output }) => [id, output])),
    failed: data?.state === "failed" ? (data.error?.message ?? undefined) : undefined,
    working: isFetching,
  }));
}

/** A recipe of the steps before a place, with as little of the rest as may still be unfinished. */
function stepsOnly(document: unknown, place: Place): unknown {
  const [list, index] = place;
  const steps = list === "steps" && typeof index === "number" ? stepsAt(document, ["steps"]).slice(0, index) : [];
  if (!isObject(document) || steps.length === 0) return undefined;
  const zone = getAt(document, ["zone"]);
  const subject = getAt(document, ["subject"]);
  const { uses, connection, with: given } = isObject(document.trigger) ? document.trigger : {};
  return {
    version: 1,
    id: "preview",
    title: "Preview",
    ...(typeof zone === "string" && zone !== "" && { zone }),
    ...(typeof subject === "string" && subject !== "" && { subject }),
    trigger: { uses, connection, with: given },
    steps,
  };
}
