import { useMutation, useQueryClient } from "@tanstack/react-query";
import { postText } from "@/api/http";

/** Saves a recipe's text as it stands, byte for byte. Which version runs stays as it is. */
export function useSaveRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => postText("/recipes/import", text, { query: { mode: "apply" } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["recipes"] }),
  });
}
