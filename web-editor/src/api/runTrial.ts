import { path, send } from "./http";
import type { Sample } from "./listSamples";

/** What a step would do outside. */
export interface Intent {
  action: "write" | "send" | "hold" | "suppress" | "expire" | "bad-address" | "already-sent";
  reason?: string | null;
  /** The addresses as the gate leaves them. */
  to: string[];
  input: unknown;
}

export interface TrialStep {
  /** Its path, as a run has it: `each/3/text`. */
  id: string;
  state: string;
  attempts: number;
  choice?: { branch?: number; items?: number; reason?: string } | null;
  output?: unknown;
  log?: string | null;
  error?: { code: string; message: string } | null;
  durationMs?: number | null;
}

export interface TrialOutcome {
  /** False where the trigger's condition is not true of the event. */
  wanted: boolean;
  state: string;
  error?: { code: string; message: string } | null;
  steps: TrialStep[];
  intents: Record<string, Intent>;
}

/** What a recipe would do for an event, gone through even where it would not start. Nothing leaves. */
export function runTrial(recipe: unknown, event: Sample): Promise<TrialOutcome> {
  return send<TrialOutcome>("POST", path`/trials/run`, { recipe, event, anyway: true });
}
