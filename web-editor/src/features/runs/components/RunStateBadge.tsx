import { text } from "@/text";
import { StateBadge, type Tone } from "@/ui/StateBadge";
import type { RunState } from "../api/run";

const tones: Record<RunState, Tone> = {
  running: "active",
  waiting: "waiting",
  held: "held",
  queued: "waiting",
  paused: "waiting",
  succeeded: "good",
  failed: "bad",
  cancelled: "quiet",
};

export function RunStateBadge({ state }: { state: RunState }) {
  return <StateBadge tone={tones[state]} label={text.runs.states[state]} />;
}
