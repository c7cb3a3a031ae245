import { getAt, setAt, type Place } from "./pointer";
import { isObject } from "./shape";

export type StepDocument = Record<string, unknown>;

/** A list of steps in a recipe: the main one, or one inside a step. */
export interface StepList {
  place: Place;
  /** What the list is: the steps of the recipe, of a branch, of a loop... */
  role: "main" | "failure" | "branch" | "otherwise" | "loop" | "side" | "error" | "timeout";
  /** Its number among the branches of its step. */
  number: number;
}

/** The lists of steps directly inside a step at `place`. */
export function innerLists(step: StepDocument, place: Place): StepList[] {
  const at = (role: StepList["role"], number: number, ...parts: Place): StepList => ({
    place: [...place, ...parts],
    role,
    number,
  });
  if (Array.isArray(step.choose)) {
    const branches = step.choose.map((_, index) => at("branch", index, "choose", index, "steps"));
    return [...branches, at("otherwise", 0, "otherwise")];
  }
  if ("forEach" in step) return [at("loop", 0, "steps")];
  if (Array.isArray(step.parallel)) return step.parallel.map((_, index) => at("side", index, "parallel", index));
  if (isObject(step.waitFor)) return [at("timeout", 0, "waitFor", "onTimeout")];
  if (isObject(step.onError)) return [at("error", 0, "onError", "steps")];
  return [];
}

export function stepsAt(document: unknown, list: Place): StepDocument[] {
  const steps = getAt(document, list);
  return Array.isArray(steps) ? steps.filter(isObject) : [];
}

export interface FoundStep {
  step: StepDocument;
  list: Place;
  index: number;
}

/** Every step of a recipe, in the order they are written, inner ones after the step they are inside. */
export function allSteps(document: unknown): FoundStep[] {
  const found: FoundStep[] = [];
  const visit = (list: Place) =>
    stepsAt(document, list).forEach((step, index) => {
      found.push({ step, list, index });
      innerLists(step, [...list, index]).forEach((inner) => visit(inner.place));
    });
  visit(["steps"]);
  visit(["onFailure"]);
  return found;
}

/** The steps that have been gone through before a place: in each list on the way, those before the one it is in. */
export function stepsBefore(document: unknown, place: Place): StepDocument[] {
  const before = place[0] === "onFailure" ? stepsAt(document, ["steps"]) : [];
  const within = place.flatMap((part, depth) =>
    typeof part === "number" ? stepsAt(document, place.slice(0, depth)).slice(0, part) : [],
  );
  return allSteps({ steps: [...before, ...within] }).map(({ step }) => step);
}

export function insertStep(document: unknown, list: Place, index: number, step: StepDocument): unknown {
  return setAt(document, list, stepsAt(document, list).toSpliced(index, 0, step));
}

export function removeStep(document: unknown, list: Place, index: number): unknown {
  const left = stepsAt(document, list).toSpliced(index, 1);
  const mayBeAbsent = list.at(-1) === "onFailure" || list.at(-1) === "otherwise" || list.at(-1) === "onTimeout";
  return setAt(document, list, left.length === 0 && mayBeAbsent ? undefined : left);
}

/** Moves within one list; `to` is the index it has afterwards. */
export function moveStep(document: unknown, list: Place, from: number, to: number): unknown {
  const steps = stepsAt(document, list);
  const step = steps[from];
  if (step === undefined || to < 0 || to >= steps.length) return document;
  return setAt(document, list, steps.toSpliced(from, 1).toSpliced(to, 0, step));
}

/** Every id in a recipe, inner steps included. */
export function stepIds(document: unknown): Set<string> {
  return new Set(allSteps(document).flatMap(({ step }) => (typeof step.id === "string" ? [step.id] : [])));
}

/** `text`, or `text2`, `text3`... where that is taken. */
export function freeId(taken: ReadonlySet<string>, wanted: string): string {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/\d+$/, "");
  for (let number = 2; ; number += 1) {
    const id = `${stem}${number}`;
    if (!taken.has(id)) return id;
  }
}

/** A copy of a step whose ids, and the inner ones, are new; references among them follow. */
export function copyStep(step: StepDocument, taken: ReadonlySet<string>): StepDocument {
  const used = new Set(taken);
  let copy: unknown = structuredClone(step);
  for (const { step: inner } of allSteps({ steps: [step] })) {
    if (typeof inner.id !== "string") continue;
    const id = freeId(used, inner.id);
    used.add(id);
    copy = getAt(renameStep({ steps: [copy] }, inner.id, id), ["steps", 0]);
  }
  return copy as StepDocument;
}

const referencesTo = (id: string) => new RegExp(`(\\bsteps\\.)(?:\`${id}\`|${id})(?![\\w])`, "g");

/** Gives a step another id, and everything that refers to it; code is left as it is. */
export function renameStep(document: unknown, from: string, to: string): unknown {
  const found = allSteps(document).find(({ step }) => step.id === from);
  if (found === undefined) return document;
  const renamed = setAt(document, [...found.list, found.index, "id"], to);
  if (!/^[A-Za-z][\w-]*$/.test(from)) return renamed;
  const written = /^[A-Za-z_]\w*$/.test(to) ? to : `\`${to}\``;
  return replaceTexts(namedBy(renamed, from, to), referencesTo(from), `$1${written}`);
}

/** Where a step is named by its id alone: the message another one replaces, or whose receipt is waited for. */
const idPlaces: readonly Place[] = [
  ["message", "instead"],
  ["waitFor", "receipt", "of"],
];

function namedBy(document: unknown, from: string, to: string): unknown {
  const places = allSteps(document).flatMap(({ list, index }) =>
    idPlaces.map((place): Place => [...list, index, ...place]),
  );
  return places
    .filter((place) => getAt(document, place) === from)
    .reduce((changed, place) => setAt(changed, place, to), document);
}

function replaceTexts(value: unknown, wanted: RegExp, by: string): unknown {
  if (typeof value === "string") return value.replace(wanted, by);
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item) => replaceTexts(item, wanted, by));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    name === "code" ? inner : replaceTexts(inner, wanted, by),
  ]);
  return entries.some(([name, inner]) => value[name as string] !== inner) ? Object.fromEntries(entries) : value;
}
