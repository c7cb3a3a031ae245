import { text } from "@/text";
import { findAction, findTrigger, type Catalog, type Schema } from "./catalog";
import { getAt, type Place } from "./pointer";
import { isObject } from "./shape";
import { innerLists, stepsAt, type StepDocument } from "./steps";
import { pathOf } from "./template";
import { awaitedOutput, formOf, withAnswers } from "./waits";

/** A value that may be put into a field, with what it was the last time where that is known. */
export interface ScopeValue {
  /** As it is written inside `{{ }}`. */
  expression: string;
  label: string;
  sample?: unknown;
}

export interface ScopeGroup {
  label: string;
  values: ScopeValue[];
}

/** Real values to show beside the names, from what is there now or from an earlier run. */
export interface Samples {
  event?: Record<string, unknown>;
  /** The names an event would have, where there is none yet. */
  shape?: Record<string, unknown>;
  steps?: Record<string, unknown>;
}

const words = text.scope;
const deepest = 3;

/** What can be used at a place: what the trigger brings, what earlier steps gave, and the item of a loop. */
export function scopeAt(document: unknown, place: Place, catalog: Catalog | undefined, samples: Samples): ScopeGroup[] {
  const trigger = getAt(document, ["trigger"]);
  const uses = isObject(trigger) ? trigger.uses : undefined;
  const found = findTrigger(catalog, uses);
  const groups: ScopeGroup[] = [];
  const event = valuesOf([], withAnswers(found?.kind.event, formOf(trigger)), samples.event ?? samples.shape);
  if (event.length > 0) groups.push({ label: found?.kind.title ?? words.event, values: event });
  groups.push(...stepGroups(document, place, catalog, samples));
  groups.push({
    label: words.other,
    values: [{ expression: "now", label: words.now, sample: new Date().toISOString() }],
  });
  return groups;
}

/** All of it as one object, to try an expression on. */
export function sampleScope(samples: Samples): Record<string, unknown> & { steps: Record<string, unknown> } {
  return { ...samples.event, event: samples.event ?? {}, steps: samples.steps ?? {}, now: new Date().toISOString() };
}

function stepGroups(document: unknown, place: Place, catalog: Catalog | undefined, samples: Samples): ScopeGroup[] {
  const groups: ScopeGroup[] = [];
  const outputOf = (step: StepDocument) => {
    const id = typeof step.id === "string" ? step.id : "";
    if (id === "") return;
    const schema = findAction(catalog, step.uses)?.kind.output ?? awaitedOutput(document, step, catalog);
    const values = valuesOf(["steps", id], schema, samples.steps?.[id]);
    const whole = { expression: pathOf(["steps", id]), label: words.whole(id), sample: samples.steps?.[id] };
    groups.push({ label: words.step(id), values: values.length > 0 ? values : [whole] });
  };
  const everythingIn = (step: StepDocument) => {
    if (typeof step.uses === "string" || "call" in step || "waitFor" in step) outputOf(step);
    if ("forEach" in step) return;
    for (const { place: inner } of innerLists(step, [])) stepsAt(step, inner).forEach(everythingIn);
  };

  // From the outside in: in each list on the way, the steps before the one we are in.
  const inside = place[0] === "onFailure" ? stepsAt(document, ["steps"]) : [];
  inside.forEach(everythingIn);
  place.forEach((part, depth) => {
    const list = place.slice(0, depth);
    if (typeof part !== "number" || !isStepList(list)) return;
    const steps = stepsAt(document, list);
    steps.slice(0, part).forEach(everythingIn);
    const here = steps[part];
    if (here !== undefined && "forEach" in here && depth + 1 < place.length && place[depth + 1] === "steps") {
      const name = typeof here.as === "string" ? here.as : "item";
      const item = valuesOf([name], undefined, firstItem(here.forEach, samples));
      groups.push({ label: words.item, values: item.length > 0 ? item : [{ expression: name, label: name }] });
    }
  });
  return groups;
}

/** What the items of the loops around a place are called. */
export function loopItems(document: unknown, place: Place): string[] {
  return place.flatMap((part, depth) => {
    const step =
      typeof part === "number" && place[depth + 1] === "steps" ? getAt(document, place.slice(0, depth + 1)) : undefined;
    if (!isObject(step) || !("forEach" in step)) return [];
    return [typeof step.as === "string" && step.as !== "" ? step.as : "item"];
  });
}

function isStepList(list: Place): boolean {
  const last = list.at(-1);
  if (last === "steps" || last === "otherwise" || last === "onFailure" || last === "onTimeout") return true;
  return typeof last === "number" && list.at(-2) === "parallel";
}

function firstItem(forEach: unknown, samples: Samples): unknown {
  const path = typeof forEach === "string" ? /^\{\{\s*steps\.(\w+)\.(\w+)\s*\}\}$/.exec(forEach) : null;
  const list = path === null ? undefined : getAt(samples.steps, [path[1] ?? "", path[2] ?? ""]);
  return Array.isArray(list) ? list[0] : undefined;
}

/** The leaves below a name, from the schema where it says, else from the sample. */
function valuesOf(names: string[], schema: Schema | undefined, sample: unknown): ScopeValue[] {
  const properties = Object.entries(schema?.properties ?? {});
  const fromSample = isObject(sample) ? Object.keys(sample) : [];
  const known = new Map<string, Schema | undefined>(fromSample.map((name) => [name, undefined]));
  for (const [name, inner] of properties) known.set(name, inner);
  if (names.length > deepest) return [];
  return [...known].flatMap(([name, inner]) => {
    const path = [...names, name];
    const value = isObject(sample) ? sample[name] : undefined;
    const below = inner?.type === "array" || Array.isArray(value) ? [] : valuesOf(path, inner, value);
    if (below.length > 0) return below;
    const example = value ?? inner?.examples?.[0];
    const label = inner?.title ?? name;
    return [{ expression: pathOf(path), label, ...(example !== undefined && { sample: example }) }];
  });
}
