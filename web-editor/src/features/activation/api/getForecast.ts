import { useQuery } from "@tanstack/react-query";
import { path, send } from "@/api/http";
import type { Intent } from "@/api/runTrial";

/** What a recipe would do with what is there now, before it is activated. */
export interface Forecast {
  /** How many rows or events there are; null where nobody has counted. */
  total?: number | null;
  tried: number;
  /** For how many of those that were tried the condition is true. */
  wanted: number;
  intents: Partial<Record<Intent["action"], number>>;
  reasons: Record<string, number>;
  failed: number;
  /** Why there is nothing to try. */
  message?: string | null;
}

export function useForecast(recipe: unknown) {
  return useQuery({
    queryKey: ["forecast", recipe],
    queryFn: () => send<Forecast>("POST", path`/trials/forecast`, { recipe }),
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
}
