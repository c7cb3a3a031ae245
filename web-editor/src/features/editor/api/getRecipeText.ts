import { useQuery } from "@tanstack/react-query";
import { getText } from "@/api/http";

/** The newest saved version of a recipe, exactly as an export writes it. */
export function useRecipeText(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ["recipes", "text", id],
    queryFn: ({ signal }) => getText("/recipes/{id}/export", { path: { id }, signal }),
    enabled,
  });
}
