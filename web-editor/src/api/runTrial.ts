import type { Schemas } from "./contract";
import { post } from "./http";
import type { Sample } from "./listSamples";

/** What a step would do outside. */
export type Intent = Schemas["TrialController.Intent"];

/** What is no object is refused by the runtime, which says so. */
export type WrittenDocument = Record<string, unknown>;

export type TrialStep = Schemas["RunDetail.Step"];

export type TrialOutcome = Schemas["TrialController.TrialOutcome"];

/** What a recipe would do for an event, gone through even where it would not start. Nothing leaves. */
export function runTrial(recipe: unknown, event: Sample): Promise<TrialOutcome> {
  return post("/trials/run", { body: { recipe: recipe as WrittenDocument, event, anyway: true } });
}
