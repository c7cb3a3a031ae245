import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { postText } from "@/api/http";

export type PlannedRecipe = Schemas["RecipeController.ImportedRecipe"];

export type Plan = Schemas["RecipeController.Imported"];

/** What importing this text would do, and everything that is wrong with it; changes nothing. */
export function planQuery(text: string) {
  return queryOptions({
    queryKey: ["plan", text],
    queryFn: ({ signal }) => postText("/recipes/import", text, { query: { mode: "plan" }, signal }),
    gcTime: 0,
    staleTime: Infinity,
  });
}

export function usePlan(text: string, enabled: boolean) {
  return useQuery({ ...planQuery(text), enabled, placeholderData: keepPreviousData });
}
