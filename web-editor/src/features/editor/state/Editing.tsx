import { createContext, use, useMemo, useSyncExternalStore } from "react";
import type { Problem } from "@/api/http";
import type { Sample } from "@/api/listSamples";
import type { Catalog } from "@/recipe/catalog";
import { getAt, isInside, pointerOf, type Place } from "@/recipe/pointer";
import { scopeAt, type Samples, type ScopeGroup } from "@/recipe/scope";

/** What the editor shows at one moment. */
export interface View {
  document: unknown;
  catalog: Catalog | undefined;
  connections: readonly { id: string; connector: string }[];
  problems: readonly Problem[];
  /** What is worth a word at its field, and keeps nobody from saving. */
  warnings: readonly Problem[];
  samples: Samples;
  /** Real rows or events to see a text with, the chosen one first. */
  rows: readonly Sample[];
}

/** What can be done; the same functions as long as the editor is open. */
export interface Actions {
  /** Keeps what a step gave when it was tried, as its sample. */
  learn: (step: string, output: unknown) => void;
  /** Sets one value; typing in one field is undone as one change. `undefined` takes it away. */
  set: (place: Place, value: unknown) => void;
  /** Replaces the document after a change of its structure. */
  replace: (document: unknown, about: string) => void;
  undo: () => void;
  redo: () => void;
}

/** Holds the view outside of React's tree, so that a keystroke renders the field it is in and not all others. */
export interface EditingStore extends Actions {
  /** The view now, for what happens on a press; not for what is shown. */
  now: () => View;
  subscribe: (listener: () => void) => () => void;
  publish: (view: View) => void;
}

export function createEditingStore(first: View, actions: Actions): EditingStore {
  let view = first;
  const listeners = new Set<() => void>();
  return {
    ...actions,
    now: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish: (next) => {
      view = next;
      listeners.forEach((listener) => listener());
    },
  };
}

const Context = createContext<EditingStore | undefined>(undefined);

export const EditingProvider = Context.Provider;

export function useEditing(): EditingStore {
  const store = use(Context);
  if (store === undefined) throw new Error("Outside of an editor");
  return store;
}

/** A part of the view; renders again only when that part is another one. */
export function useView<T>(select: (view: View) => T): T {
  const store = useEditing();
  return useSyncExternalStore(store.subscribe, () => select(store.now()));
}

/** The value at a place of the recipe. */
export function useAt(place: Place): unknown {
  return useView(({ document }) => getAt(document, place));
}

/** The sentence about a field, where something is wrong with exactly this field. */
export function useProblemAt(place: Place): string | undefined {
  const pointer = pointerOf(place);
  return useView(({ problems, warnings }) => {
    const messages = [...problems, ...warnings].filter((problem) => problem.pointer === pointer);
    return messages.length === 0 ? undefined : messages.map(({ message }) => message).join(" ");
  });
}

export function useProblemCount(place: Place): number {
  return useView(({ problems }) => problems.filter(({ pointer }) => isInside(pointer, place)).length);
}

/** What can be used at a place; the same object until something in it differs. */
export function useScope(place: Place): ScopeGroup[] {
  const pointer = pointerOf(place);
  // The place is an array made anew each time; its pointer says when it is another one.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const select = useMemo(() => rememberingScope(place), [pointer]);
  return useView(select);
}

function rememberingScope(place: Place): (view: View) => ScopeGroup[] {
  let last: { view: View; groups: ScopeGroup[]; written: string } | undefined;
  return (view) => {
    if (last?.view === view) return last.groups;
    const groups = scopeAt(view.document, place, view.catalog, view.samples);
    const written = JSON.stringify(groups);
    last = { view, written, groups: last?.written === written ? last.groups : groups };
    return last.groups;
  };
}
