import { useMutation, useQueryClient } from "@tanstack/react-query";
import { put } from "@/api/http";

export interface WantedConnection {
  id: string;
  connector: string;
  /** A secret that is left out keeps its value. */
  settings: Record<string, unknown>;
}

export function usePutConnection() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...wanted }: WantedConnection) => put("/connections/{id}", { path: { id }, body: wanted }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["connections"] }),
  });
}
