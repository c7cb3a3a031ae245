import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Schemas } from "./contract";
import { get } from "./http";

/** `version` is the latest, `activeVersion` the one that runs. */
export type RecipeSummary = Schemas["RecipeController.RecipeSummary"];

export function useRecipes() {
  return useQuery({
    queryKey: ["recipes", "list"],
    queryFn: ({ signal }) => get("/recipes", { signal }),
    // What recipes hear is no change of a recipe, so nothing tells of it.
    refetchInterval: 30_000,
  });
}

/** Recipe titles by id, for screens that name recipes; empty until they are there. */
export function useRecipeTitles(): ReadonlyMap<string, string> {
  const recipes = useRecipes().data?.recipes;
  return useMemo(() => new Map((recipes ?? []).map(({ id, title }) => [id, title])), [recipes]);
}
