import { useMutation, useQueryClient } from "@tanstack/react-query";
import { post } from "@/api/http";

/** A paused recipe keeps accepting events and runs nothing. */
export function usePause() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => post("/recipes/{id}/pause", { path: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["recipes"] }),
  });
}
