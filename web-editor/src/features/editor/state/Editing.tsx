import { createContext, use } from "react";
import type { Problem } from "@/api/http";
import type { Catalog } from "@/recipe/catalog";
import { isInside, pointerOf, type Place } from "@/recipe/pointer";
import { scopeAt, type Samples, type ScopeGroup } from "@/recipe/scope";
import type { ConnectionChoice } from "../api/listConnections";

/** What is there to choose for a text input of a trigger, by its name: spreadsheets, sheets, tables. */
export type Suggestions = Readonly<Record<string, { value: string; label: string }[]>>;

/** What every part of the editor needs to show and change its piece of the recipe. */
export interface Editing {
  document: unknown;
  catalog: Catalog | undefined;
  connections: ConnectionChoice[];
  problems: readonly Problem[];
  samples: Samples;
  suggestions: Suggestions;
  /** Keeps what a step gave when it was tried, as its sample. */
  learn: (step: string, output: unknown) => void;
  /** Sets one value; typing in one field is undone as one change. `undefined` takes it away. */
  set: (place: Place, value: unknown) => void;
  /** Replaces the document after a change of its structure. */
  replace: (document: unknown, about: string) => void;
  undo: () => void;
  redo: () => void;
}

const Context = createContext<Editing | undefined>(undefined);

export const EditingProvider = Context.Provider;

export function useEditing(): Editing {
  const editing = use(Context);
  if (editing === undefined) throw new Error("Outside of an editor");
  return editing;
}

/** The sentence about a field, where something is wrong with exactly this field. */
export function useProblemAt(place: Place): string | undefined {
  const pointer = pointerOf(place);
  const messages = useEditing().problems.filter((problem) => problem.pointer === pointer);
  return messages.length === 0 ? undefined : messages.map(({ message }) => message).join(" ");
}

export function useProblemCount(place: Place): number {
  return useEditing().problems.filter(({ pointer }) => isInside(pointer, place)).length;
}

export function useScope(place: Place): ScopeGroup[] {
  const { document, catalog, samples } = useEditing();
  return scopeAt(document, place, catalog, samples);
}
