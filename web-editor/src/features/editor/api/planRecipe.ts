import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
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
export function planQuery(text: string) {
  return queryOptions({
    queryKey: ["plan", text],
    queryFn: ({ signal }) => sendText<Plan>("POST", `${path`/recipes/import`}?mode=plan`, text, signal),
    gcTime: 0,
    staleTime: Infinity,
  });
}

export function usePlan(text: string, enabled: boolean) {
  return useQuery({ ...planQuery(text), enabled, placeholderData: keepPreviousData });
}
