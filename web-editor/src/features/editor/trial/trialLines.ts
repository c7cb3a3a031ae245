import type { Intent, TrialOutcome, TrialStep } from "@/api/runTrial";
import { findAction, type Catalog, type Schema } from "@/recipe/catalog";
import { conditionInWords } from "@/recipe/condition";
import { getAt } from "@/recipe/pointer";
import { describeStep } from "@/recipe/sentences";
import { isObject, readStep, typed } from "@/recipe/shape";
import { allSteps, type StepDocument } from "@/recipe/steps";
import { text } from "@/text";

const words = text.trial;

/** One step of a trial as a person reads it. */
export interface TrialLine {
  id: string;
  name: string;
  /** How many steps it is inside of. */
  depth: number;
  step: TrialStep;
  intent: Intent | undefined;
  inputs: { name: string; title: string; value: string }[];
  /** Which way it went, where there was a choice. */
  choice: string | undefined;
  /** True where it only reads, or computes. */
  isFunction: boolean;
}

/** The steps of a trial in the order of the recipe; those of a loop by item. */
export function trialLines(document: unknown, outcome: TrialOutcome, catalog: Catalog | undefined): TrialLine[] {
  const written = new Map(allSteps(document).map(({ step }) => [typed(step.id), step]));
  return inOrder(outcome.steps).map((step) => {
    const parts = step.id.split("/");
    const own = written.get(parts.at(-1) ?? "");
    const found = findAction(catalog, own?.uses);
    const intent = outcome.intents[step.id];
    return {
      id: step.id,
      name: own === undefined ? step.id : describeStep(readStep(own), found?.kind.title),
      depth: parts.filter((part) => written.has(part)).length - 1,
      step,
      intent,
      inputs: inputsOf(intent, found?.kind.input),
      choice: choiceInWords(step, own),
      isFunction: String(own?.uses).startsWith("function."),
    };
  });
}

function inputsOf(intent: Intent | undefined, schema: Schema | undefined): TrialLine["inputs"] {
  if (!isObject(intent?.input)) return [];
  return Object.entries(intent.input)
    .filter(([name, value]) => value !== null && !(name === "to" && intent.to.length > 0))
    .map(([name, value]) => ({ name, title: schema?.properties?.[name]?.title ?? name, value: inWords(value) }));
}

const shownRows = 3;

/** Columns with their values, and rows, are read better one after the other. */
function inWords(value: unknown): string {
  if (Array.isArray(value) && value.some(isObject)) {
    const rows = value.slice(0, shownRows).map((row) => (isObject(row) ? entriesOf(row).join(", ") : typed(row)));
    return [...rows, ...(value.length > shownRows ? [words.moreRows(value.length - shownRows)] : [])].join("\n");
  }
  return isObject(value) ? entriesOf(value).join("\n") : typed(value);
}

/** What is inside of an entry is only counted. */
function entriesOf(value: Record<string, unknown>): string[] {
  return Object.entries(value).map(([name, each]) => {
    if (each === null) return words.emptied(name);
    const inner = Array.isArray(each) ? each.some(isObject) && each.length : isObject(each) && Object.keys(each).length;
    return `${name}: ${inner === false ? typed(each) : words.entries(inner)}`;
  });
}

function choiceInWords({ choice, state }: TrialStep, own: StepDocument | undefined): string | undefined {
  if (choice?.items != null) return words.loop(choice.items);
  if (choice?.branch != null) {
    if (own?.waitFor !== undefined && choice.branch < 0) return words.noAnswer;
    const when = getAt(own, ["choose", choice.branch, "when"]);
    return choice.branch < 0 ? words.otherwise : words.branch(conditionInWords(typed(when)));
  }
  if (state !== "skipped") return undefined;
  return choice?.reason === "disabled" ? words.off : words.skipped(conditionInWords(typed(own?.if)));
}

/** Items of a loop are worked on side by side; here one follows the other. */
function inOrder(steps: readonly TrialStep[]): TrialStep[] {
  const seen = new Map(steps.map(({ id }, index) => [id, index]));
  const rank = (id: string) =>
    id.split("/").map((part, depth, all) => rankOf(part, seen.get(all.slice(0, depth + 1).join("/"))));
  return steps.toSorted((one, other) => {
    const [a, b] = [rank(one.id), rank(other.id)];
    for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
      const difference = (a[index] ?? 0) - (b[index] ?? 0);
      if (difference !== 0) return difference;
    }
    return a.length - b.length;
  });
}

function rankOf(part: string, seen: number | undefined): number {
  return /^\d+$/.test(part) ? Number(part) : (seen ?? 0);
}
