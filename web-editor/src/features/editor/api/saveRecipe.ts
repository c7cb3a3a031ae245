import { useMutation, useQueryClient } from "@tanstack/react-query";
import { postText } from "@/api/http";

/** Saves a recipe's text as it stands, byte for byte; `activate` also makes it the version that runs. */
export function useSaveRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ text, activate }: { text: string; activate: boolean }) =>
      postText("/recipes/import", text, { query: { mode: "apply", activate: String(activate) } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["recipes"] }),
  });
}
