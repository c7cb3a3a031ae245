import { useMutation, useQueryClient } from "@tanstack/react-query";
import { path, sendText } from "@/api/http";
import type { Plan } from "./planRecipe";

/** Saves a recipe's text as it stands, byte for byte. Which version runs stays as it is. */
export function useSaveRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => sendText<Plan>("POST", `${path`/recipes/import`}?mode=apply`, text),
    onSuccess: () => client.invalidateQueries({ queryKey: ["recipes"] }),
  });
}
