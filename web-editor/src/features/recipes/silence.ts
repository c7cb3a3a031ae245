import type { RecipeSummary } from "@/api/listRecipes";

const dayMs = 86_400_000;
/** So much longer than usual must it be quiet before it is worth a word. */
const factor = 3;

/** How long an active recipe has heard nothing, in days, where that is far longer than usual. */
export function silentFor({ state, lastEvent, eventsPerDay }: RecipeSummary, now: number): number | undefined {
  if (state !== "active" || lastEvent == null || eventsPerDay <= 0) return undefined;
  const quietMs = now - Date.parse(lastEvent);
  // Nobody counts on a weekend: a day and a half of silence is the least that is told.
  return quietMs > Math.max(1.5 * dayMs, (factor * dayMs) / eventsPerDay) ? quietMs / dayMs : undefined;
}
