import { useMutation, useQueryClient } from "@tanstack/react-query";
import { path, send } from "@/api/http";

export interface Activation {
  id: string;
  active: boolean;
}

/** Activates or pauses; a paused recipe keeps accepting events and runs nothing. */
export function useActivation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, active }: Activation) =>
      send("POST", active ? path`/recipes/${id}/activate` : path`/recipes/${id}/pause`),
    onSettled: () => client.invalidateQueries({ queryKey: ["recipes"] }),
  });
}
