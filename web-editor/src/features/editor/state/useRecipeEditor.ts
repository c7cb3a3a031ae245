import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import { pointerOf, type Place } from "@/recipe/pointer";
import { dropDraft, keepDraft, readDraft } from "./draft";
import { editorReducer, openEditor, shownText, type EditorState } from "./editorState";

export interface RecipeEditor {
  state: EditorState;
  document: unknown;
  /** What the person sees as text; what would be saved. */
  text: string;
  /** There are changes that are not saved. */
  dirty: boolean;
  /** False where this browser cannot keep the draft. */
  kept: boolean;
  /** When the draft that was found had been changed last. */
  foundFrom: string | undefined;
  /** Somebody else's saved text, where it is neither what we began from nor what we have. */
  theirs: string | undefined;
  set: (place: Place, value: unknown) => void;
  replace: (document: unknown, about: string) => void;
  type: (text: string) => void;
  undo: () => void;
  redo: () => void;
  discard: () => void;
  keepMine: () => void;
  markSaved: (text: string) => void;
}

const keepAfterMs = 250;

/**
 * One recipe being edited. `saved` is the newest saved text and may change under our hands; `draftId` names the draft
 * in this browser.
 */
export function useRecipeEditor(draftId: string, saved: string, isNew: boolean): RecipeEditor {
  const [found] = useState(() => readDraft(draftId));
  // A new recipe is nobody else's: where it begins from something else now, the old beginnings are left behind.
  const fits = found !== undefined && found.text !== saved && !(isNew && found.base !== saved);
  const usable = fits ? found : undefined;
  const [state, dispatch] = useReducer(editorReducer, usable?.text ?? saved, openEditor);
  const [base, setBase] = useState(usable?.base ?? saved);
  const [seen, setSeen] = useState(saved);
  const [theirs, setTheirs] = useState(usable !== undefined && usable.base !== saved ? saved : undefined);
  const [foundFrom, setFoundFrom] = useState(usable?.at);
  const [kept, setKept] = useState(true);
  const text = shownText(state);
  const dirty = text !== base;

  if (saved !== seen) {
    setSeen(saved);
    if (text === saved) setBase(saved);
    else if (text === base) {
      setBase(saved);
      dispatch({ type: "load", text: saved });
    } else setTheirs(saved);
  }

  const unkept = useRef<() => void>(undefined);
  useEffect(() => {
    if (!dirty) {
      unkept.current = undefined;
      dropDraft(draftId);
      return undefined;
    }
    const keep = () => setKept(keepDraft(draftId, { text, base, at: new Date().toISOString() }));
    unkept.current = keep;
    const timer = setTimeout(keep, keepAfterMs);
    window.addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", keep);
    };
  }, [draftId, text, base, dirty]);
  // Whoever goes Back at once has typed it all the same.
  useEffect(() => () => unkept.current?.(), []);

  const actions = useMemo(
    () => ({
      set: (place: Place, value: unknown) =>
        dispatch({ type: "set", place, value, about: pointerOf(place), at: Date.now() }),
      replace: (document: unknown, about: string) =>
        dispatch({ type: "change", document, about: `${about} ${Date.now()}`, at: Date.now() }),
      type: (typed: string) => dispatch({ type: "type", text: typed, at: Date.now() }),
      undo: () => dispatch({ type: "undo" }),
      redo: () => dispatch({ type: "redo" }),
    }),
    [],
  );

  return {
    ...actions,
    state,
    document: state.node.value,
    text,
    dirty,
    kept,
    foundFrom: dirty ? foundFrom : undefined,
    theirs,
    discard: () => {
      setBase(seen);
      setTheirs(undefined);
      setFoundFrom(undefined);
      dispatch({ type: "load", text: seen });
    },
    keepMine: () => {
      setBase(seen);
      setTheirs(undefined);
    },
    markSaved: (savedText) => {
      unkept.current = undefined;
      dropDraft(draftId);
      setBase(savedText);
      setTheirs(undefined);
      setFoundFrom(undefined);
    },
  };
}
