import { text } from "@/text";
import { StateBadge, type Tone } from "@/ui/StateBadge";

const tones: Record<string, Tone> = { active: "good", paused: "waiting", stopped: "bad", draft: "none" };

export function RecipeStateBadge({ state }: { state: string }) {
  return <StateBadge tone={tones[state] ?? "quiet"} label={text.recipes.states[state] ?? state} />;
}
