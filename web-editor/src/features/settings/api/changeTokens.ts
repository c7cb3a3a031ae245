import { useMutation, useQueryClient } from "@tanstack/react-query";
import { path, send } from "@/api/http";

export interface CreatedToken {
  id: string;
  name: string;
  /** Told only now. */
  token: string;
}

export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => send<CreatedToken>("POST", path`/tokens`, { name }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["tokens"] }),
  });
}

/** Whoever is signed in with it is signed out. */
export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => send("DELETE", path`/tokens/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["tokens"] }),
  });
}
