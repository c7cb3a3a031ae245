import type { Schemas } from "@/api/contract";

/** One recipe version applied to one event. */
export type Run = Schemas["RunController.RunSummary"];

export type RunState = Schemas["RunState"];

export const runStates = [
  "running",
  "waiting",
  "held",
  "queued",
  "paused",
  "succeeded",
  "failed",
  "cancelled",
] as const satisfies readonly RunState[];

/** What became of a step. Its id is a path: after the ids and places of the steps it is inside (`each/3/text`). */
export type RunStep = Schemas["RunDetail.Step"];

export type RunError = Schemas["RunDetail.Failure"];
