import { useMutation, useQueryClient } from "@tanstack/react-query";
import { post, remove } from "@/api/http";

export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => post("/tokens", { body: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["tokens"] }),
  });
}

/** Whoever is signed in with it is signed out. */
export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => remove("/tokens/{id}", { path: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["tokens"] }),
  });
}
