import { useMutation, useQueryClient } from "@tanstack/react-query";
import { path, send } from "@/api/http";

export interface Assignment {
  id: string | number;
  /** A name; absent for nobody. */
  to: string | undefined;
}

/** Gives a matter to somebody, or to nobody. */
export function useAssignAttention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, to }: Assignment) => send("PUT", path`/attention/${id}/assignee`, { to: to ?? null }),
    onSettled: () => client.invalidateQueries({ queryKey: ["attention"] }),
  });
}
