import { useMutation, useQueryClient } from "@tanstack/react-query";
import { path, sendText } from "@/api/http";
import type { Plan } from "./planRecipe";

/** Saves a recipe's text as it stands, byte for byte; `activate` also makes it the version that runs. */
export function useSaveRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ text, activate }: { text: string; activate: boolean }) =>
      sendText<Plan>("POST", `${path`/recipes/import`}?mode=apply&activate=${String(activate)}`, text),
    onSuccess: () => client.invalidateQueries({ queryKey: ["recipes"] }),
  });
}
