import { useMutation, useQueryClient } from "@tanstack/react-query";
import { path, send } from "@/api/http";

export function useDeleteConnection() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => send("DELETE", path`/connections/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["connections"] }),
  });
}
