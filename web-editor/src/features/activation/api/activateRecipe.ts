import { useMutation, useQueryClient } from "@tanstack/react-query";
import { post } from "@/api/http";

export interface Activation {
  id: string;
  version: number;
  /** How much a person was told is there already, where the recipe begins with it. */
  existing?: number | undefined;
}

/** Lets a version take events from now on. Refused (`confirm-start`) where what is there is not what was confirmed. */
export function useActivateRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, existing }: Activation) =>
      post("/recipes/{id}/activate", { path: { id }, query: { version, existing } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["recipes"] }),
  });
}
