import { useMutation, useQueryClient } from "@tanstack/react-query";
import { post } from "@/api/http";
import type { Decision } from "./listAttention";

export interface Resolution {
  id: string;
  decision: Decision;
  note: string;
}

export function useResolveAttention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision, note }: Resolution) =>
      post("/attention/{id}/resolve", { path: { id }, body: { decision, ...(note !== "" && { note }) } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["attention"] }),
  });
}
