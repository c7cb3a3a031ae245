import { queryOptions, useQuery } from "@tanstack/react-query";
import { get } from "./http";

/** The recipe's document as it is exported, and nothing else. */
export type RecipeDocument = Record<string, unknown>;

export function recipeDocumentQuery(id: string) {
  return queryOptions({
    queryKey: ["recipes", "export", id],
    queryFn: ({ signal }) => get("/recipes/{id}/export", { path: { id }, signal }) as Promise<RecipeDocument>,
  });
}

export function useRecipeDocument(id: string) {
  return useQuery(recipeDocumentQuery(id));
}
