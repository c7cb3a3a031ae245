import { readJson, type JsonNode, type JsonProblem } from "@/recipe/jsonText";
import { setAt, takeAway, type Place } from "@/recipe/pointer";
import { rewrite } from "@/recipe/rewrite";
import { sameContent } from "@/recipe/sameContent";

/** A recipe that is being edited. The text is the document; the form is a view of it. */
export interface EditorState {
  /** The last text that was JSON. */
  text: string;
  node: JsonNode;
  /** How it was when it was opened: what says the same again is written the same again. */
  opened: { text: string; document: unknown };
  /** What was typed in the JSON view while it is not JSON: kept, explained, never dropped. */
  broken?: { text: string; problem: JsonProblem };
  past: readonly string[];
  future: readonly string[];
  /** What the last change was about; changes about the same thing in a short time are undone together. */
  last?: { about: string; at: number };
}

export type EditorAction =
  | { type: "set"; place: Place; value: unknown; about: string; at: number }
  | { type: "change"; document: unknown; about: string; at: number }
  | { type: "type"; text: string; at: number }
  | { type: "undo" }
  | { type: "redo" }
  | { type: "load"; text: string };

/** Parts of a recipe that are nothing without something in them. */
const emptyIsNothing = new Set(["policy", "retry", "concurrency", "hold", "quietHours"]);
const togetherMs = 1_500;
const longestPast = 200;

export function openEditor(text: string): EditorState {
  const reading = readJson(text);
  if (reading.ok) {
    const opened = { text, document: reading.node.value };
    return { text, node: reading.node, opened, past: [], future: [] };
  }
  const empty = readJson("{}");
  if (!empty.ok) throw new Error("{} is JSON");
  const opened = { text: "{}", document: {} };
  return { text: "{}", node: empty.node, opened, broken: { text, problem: reading.problem }, past: [], future: [] };
}

export function editorReducer(state: EditorState, action: EditorAction): EditorState {
  switch (action.type) {
    case "set": {
      const document =
        action.value === undefined
          ? takeAway(state.node.value, action.place, emptyIsNothing)
          : setAt(state.node.value, action.place, action.value);
      return changed(state, written(state, document), action.about, action.at);
    }
    case "change":
      return changed(state, written(state, action.document), action.about, action.at);
    case "type":
      return changed(state, action.text, "json", action.at);
    case "undo":
      return step(state, state.past, (text) => ({
        past: state.past.slice(0, -1),
        future: [state.text, ...state.future],
        text,
      }));
    case "redo":
      return step(state, state.future.slice(0, 1), (text) => ({
        past: [...state.past, state.text],
        future: state.future.slice(1),
        text,
      }));
    case "load":
      return openEditor(action.text);
  }
}

/** The document as text. A part that was taken away and put back would stand at the end of its object otherwise. */
function written({ text, node, opened }: EditorState, document: unknown): string {
  return sameContent(document, opened.document) ? opened.text : rewrite(text, node, document);
}

/** The text as the person sees it, JSON or not. */
export function shownText(state: EditorState): string {
  return state.broken?.text ?? state.text;
}

function changed(state: EditorState, text: string, about: string, at: number): EditorState {
  if (text === state.text) return withoutBroken(state);
  const reading = readJson(text);
  if (!reading.ok) return { ...state, broken: { text, problem: reading.problem } };
  const together = state.last?.about === about && at - state.last.at < togetherMs;
  const past = together ? state.past : [...state.past.slice(-longestPast), state.text];
  return { text, node: reading.node, opened: state.opened, past, future: [], last: { about, at } };
}

function step(
  state: EditorState,
  from: readonly string[],
  next: (text: string) => Pick<EditorState, "text" | "past" | "future">,
): EditorState {
  // Undo first takes back what is no JSON.
  if (state.broken !== undefined) return withoutBroken(state);
  const text = from.at(-1);
  if (text === undefined) return state;
  const reading = readJson(text);
  return reading.ok ? { ...next(text), node: reading.node, opened: state.opened } : state;
}

function withoutBroken({ broken: _, ...state }: EditorState): EditorState {
  return state;
}
