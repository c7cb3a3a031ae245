import { useQuery } from "@tanstack/react-query";
import { get, path } from "@/api/http";

/** The recipe's document as it is exported, and nothing else. */
export type RecipeDocument = Record<string, unknown>;

export function useRecipeDocument(id: string) {
  return useQuery({
    queryKey: ["recipes", "export", id],
    queryFn: ({ signal }) => get<RecipeDocument>(path`/recipes/${id}/export`, signal),
  });
}
