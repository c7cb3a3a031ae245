import { useLayoutEffect, useMemo, useState } from "react";
import type { Problem } from "@/api/http";
import type { Samples } from "@/recipe/scope";
import { useCatalog } from "@/api/getCatalog";
import type { Sample } from "@/api/listSamples";
import { useConnections, type Connection } from "@/api/listConnections";
import { createEditingStore, type EditingStore } from "./Editing";
import type { RecipeEditor } from "./useRecipeEditor";

const noConnections: Connection[] = [];

/** Gathers what the fields show and publishes it to them. */
export function useEditingStore(
  editor: RecipeEditor,
  problems: readonly Problem[],
  warnings: readonly Problem[],
  samples: Samples,
  rows: readonly Sample[],
): EditingStore {
  const catalog = useCatalog().data;
  const connections = useConnections().data?.connections ?? noConnections;
  const [learned, setLearned] = useState<Record<string, unknown>>({});
  const { document } = editor;
  const view = useMemo(
    () => ({
      document,
      catalog,
      connections,
      problems,
      warnings,
      samples: { ...samples, steps: { ...samples.steps, ...learned } },
      rows,
    }),
    [document, catalog, connections, problems, warnings, samples, learned, rows],
  );
  const [store] = useState(() =>
    createEditingStore(view, {
      set: editor.set,
      replace: editor.replace,
      undo: editor.undo,
      redo: editor.redo,
      learn: (step, output) => setLearned((before) => ({ ...before, [step]: output })),
    }),
  );
  // Before the screen is painted, so that a field never shows what it was before a keystroke.
  useLayoutEffect(() => store.publish(view), [store, view]);
  return store;
}
