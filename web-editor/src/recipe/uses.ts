import { getAt } from "./pointer";
import { readStep } from "./shape";
import { allSteps, type FoundStep } from "./steps";

/** The connections a recipe names, in its trigger and in its steps. */
export function connectionsOf(document: unknown): ReadonlySet<string> {
  const named = [getAt(document, ["trigger", "connection"]), ...allSteps(document).map(({ step }) => step.connection)];
  return new Set(named.filter((each) => typeof each === "string"));
}

/** The function steps of a recipe, inner ones included. */
export function functionsOf(document: unknown): FoundStep[] {
  return allSteps(document).filter(({ step }) => readStep(step).uses?.startsWith("function.") === true);
}
