import { useMutation, useQueryClient } from "@tanstack/react-query";
import { path, send } from "@/api/http";

/** Runs the event of a run again; answers with the new run. */
export function useReplay(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send<{ run: string }>("POST", path`/runs/${id}/replay`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["runs"] }),
  });
}
