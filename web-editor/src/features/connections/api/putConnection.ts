import { useMutation, useQueryClient } from "@tanstack/react-query";
import { path, send } from "@/api/http";

export interface WantedConnection {
  id: string;
  connector: string;
  /** A secret that is left out keeps its value. */
  settings: Record<string, unknown>;
}

export function usePutConnection() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...wanted }: WantedConnection) => send("PUT", path`/connections/${id}`, wanted),
    onSuccess: () => client.invalidateQueries({ queryKey: ["connections"] }),
  });
}
