import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { get, path } from "@/api/http";

export interface RecipeSummary {
  id: string;
  title?: string | null;
  state: string;
  version?: number | null;
  updatedAt?: string | null;
}

export function useRecipes() {
  return useQuery({
    queryKey: ["recipes", "list"],
    queryFn: ({ signal }) => get<{ recipes: RecipeSummary[] }>(path`/recipes`, signal),
  });
}

/** Recipe titles by id, for screens that name recipes; empty until they are there. */
export function useRecipeTitles(): ReadonlyMap<string, string> {
  const recipes = useRecipes().data?.recipes;
  return useMemo(() => new Map((recipes ?? []).map(({ id, title }) => [id, title ?? id])), [recipes]);
}
