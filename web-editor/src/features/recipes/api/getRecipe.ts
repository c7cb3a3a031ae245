import { queryOptions, useQuery } from "@tanstack/react-query";
import { get, path } from "@/api/http";

/** The recipe's document as it is exported, and nothing else. */
export type RecipeDocument = Record<string, unknown>;

export function recipeDocumentQuery(id: string) {
  return queryOptions({
    queryKey: ["recipes", "export", id],
    queryFn: ({ signal }) => get<RecipeDocument>(path`/recipes/${id}/export`, signal),
  });
}

export function useRecipeDocument(id: string) {
  return useQuery(recipeDocumentQuery(id));
}
