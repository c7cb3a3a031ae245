import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { get, path } from "@/api/http";

/** How a recipe's trigger is. */
export interface TriggerHealth {
  lastLook?: string | null;
  problemCode?: string | null;
  problem?: string | null;
}

export interface RecipeSummary {
  id: string;
  title?: string | null;
  /** `draft` (never activated), `active` or `paused`. */
  state: string;
  /** The latest; `activeVersion` is the one that runs. */
  version?: number | null;
  activeVersion?: number | null;
  updatedAt?: string | null;
  trigger?: TriggerHealth | null;
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
