import { useMutation, useQueryClient } from "@tanstack/react-query";
import { path, send } from "@/api/http";

/** A paused recipe keeps accepting events and runs nothing. */
export function usePause() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => send("POST", path`/recipes/${id}/pause`),
    onSettled: () => client.invalidateQueries({ queryKey: ["recipes"] }),
  });
}
