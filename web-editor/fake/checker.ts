import type { Problem } from "../src/api/http";
import { findAction, findTrigger, type Schema } from "../src/recipe/catalog";
import { allSteps } from "../src/recipe/steps";
import { isObject } from "../src/recipe/shape";
import { pointerOf, type Place } from "../src/recipe/pointer";
import { catalog } from "./catalog.ts";

/** A few of the runtime's checks, so that the page has something to show. */
export function check(document: unknown): Problem[] {
  const problems: Problem[] = [];
  const add = (place: Place, code: string, message: string) =>
    problems.push({ pointer: pointerOf(place), code, message });
  if (!isObject(document)) {
    add([], "wrong-type", "This must be an object");
    return problems;
  }
  for (const name of ["id", "title"]) {
    if (typeof document[name] !== "string" || document[name] === "")
      add([name], "missing-property", `"${name}" is needed here`);
  }
  const trigger = isObject(document.trigger) ? document.trigger : {};
  const start = findTrigger(catalog, trigger.uses);
  if (start === undefined) add(["trigger", "uses"], "missing-property", "Say what starts the recipe");
  else missing(start.kind.input, trigger.with, ["trigger", "with"], add);
  for (const { step, list, index } of allSteps(document)) {
    const place = [...list, index];
    if (typeof step.uses !== "string") continue;
    const action = findAction(catalog, step.uses);
    if (action === undefined) {
      add([...place, "uses"], "unknown-action", `There is no action "${step.uses}"`);
      continue;
    }
    missing(action.kind.input, step.with, [...place, "with"], add);
    if (action.connector.needsConnection && step.connection === undefined) {
      add([...place, "connection"], "missing-connection", "Say which connection to use");
    }
  }
  if (!Array.isArray(document.steps) || document.steps.length === 0)
    add(["steps"], "missing-property", '"steps" is needed here');
  return problems;
}

function missing(
  schema: Schema,
  written: unknown,
  place: Place,
  add: (place: Place, code: string, message: string) => void,
) {
  for (const name of schema.required ?? []) {
    if (!isObject(written) || written[name] === undefined)
      add([...place, name], "missing-property", `"${name}" is needed here`);
  }
}
