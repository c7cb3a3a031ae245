import { useMutation, useQueryClient } from "@tanstack/react-query";
import { put } from "@/api/http";

export interface Assignment {
  id: string;
  /** A name; absent for nobody. */
  to: string | undefined;
}

/** Gives a matter to somebody, or to nobody. */
export function useAssignAttention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, to }: Assignment) => put("/attention/{id}/assignee", { path: { id }, body: { to: to ?? null } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["attention"] }),
  });
}
