import { useMutation, useQueryClient } from "@tanstack/react-query";
import { path, send } from "@/api/http";
import type { Decision } from "./listAttention";

export interface Resolution {
  id: string | number;
  decision: Decision;
  note: string;
}

export function useResolveAttention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision, note }: Resolution) =>
      send("POST", path`/attention/${id}/resolve`, { decision, ...(note !== "" && { note }) }),
    onSettled: () => client.invalidateQueries({ queryKey: ["attention"] }),
  });
}
