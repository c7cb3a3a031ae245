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
  /** When it last heard something. */
  lastEvent?: string | null;
  /** What is usual; 0 where too little is known. */
  eventsPerDay?: number;
  /** When its schedule is due next. */
  nextFire?: string | null;
}

export function useRecipes() {
  return useQuery({
    queryKey: ["recipes", "list"],
    queryFn: ({ signal }) => get<{ recipes: RecipeSummary[] }>(path`/recipes`, signal),
    // What recipes hear is no change of a recipe, so nothing tells of it.
    refetchInterval: 30_000,
  });
}

/** Recipe titles by id, for screens that name recipes; empty until they are there. */
export function useRecipeTitles(): ReadonlyMap<string, string> {
  const recipes = useRecipes().data?.recipes;
  return useMemo(() => new Map((recipes ?? []).map(({ id, title }) => [id, title ?? id])), [recipes]);
}
