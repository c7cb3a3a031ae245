import { useMutation, useQueryClient } from "@tanstack/react-query";
import { post } from "@/api/http";

/** Runs the event of a run again, from its start or from one of its outermost steps; answers with the new run. */
export function useReplay(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fromStep: string | undefined) => post("/runs/{id}/replay", { path: { id }, query: { fromStep } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["runs"] }),
  });
}
