export const runStates = ["running", "waiting", "held", "succeeded", "failed", "cancelled"] as const;

export type RunState = (typeof runStates)[number];

/** One recipe version applied to one event. */
export interface Run {
  id: string;
  recipe: string;
  version: number;
  state: RunState;
  eventKey: string;
  /** Whom it is about, where the recipe says so. */
  subject?: string | null;
  startedAt: string;
  endedAt?: string | null;
}

export interface RunError {
  code: string;
  message: string;
}

export interface RunStep {
  /** Its path: the step's id, after the ids and places of the steps it is inside (`each/3/text`). */
  id: string;
  state: string;
  attempts: number;
  output?: unknown;
  /** What it printed, by lines. */
  log?: string | string[] | null;
  error?: RunError | null;
  durationMs?: number | null;
}
