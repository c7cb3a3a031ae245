import { useMutation, useQueryClient } from "@tanstack/react-query";
import { post } from "@/api/http";

export interface Activation {
  id: string;
  active: boolean;
}

/** Activates or pauses; a paused recipe keeps accepting events and runs nothing. */
export function useActivation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, active }: Activation) =>
      post(active ? "/recipes/{id}/activate" : "/recipes/{id}/pause", { path: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["recipes"] }),
  });
}
