import { useMutation, useQueryClient } from "@tanstack/react-query";
import { remove } from "@/api/http";

export function useDeleteConnection() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => remove("/connections/{id}", { path: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["connections"] }),
  });
}
