import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { postText } from "@/api/http";

export type PlannedImport = Schemas["RecipeController.ImportedRecipe"];

/** What an import would do; changes nothing. */
export function usePlanImport() {
  return useMutation({
    mutationFn: (json: string) => postText("/recipes/import", json, { query: { mode: "plan" } }),
  });
}

/** Imports all of them or, where one is not valid, none. */
export function useApplyImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ json, activate }: { json: string; activate: boolean }) =>
      postText("/recipes/import", json, { query: { mode: "apply", activate: String(activate) } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["recipes"] }),
  });
}
