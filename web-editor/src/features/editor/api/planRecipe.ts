import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { path, sendText, type Problem } from "@/api/http";

export interface PlannedRecipe {
  id: string;
  change: "created" | "updated" | "unchanged" | "invalid";
  version?: number | null;
  problems: Problem[];
}

export interface Plan {
  recipes: PlannedRecipe[];
}

/** What importing this text would do, and everything that is wrong with it; changes nothing. */
export function usePlan(text: string, enabled: boolean) {
  return useQuery({
    queryKey: ["plan", text],
    queryFn: ({ signal }) => sendText<Plan>("POST", `${path`/recipes/import`}?mode=plan`, text, signal),
    enabled,
    gcTime: 0,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}
