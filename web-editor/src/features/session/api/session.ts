import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, path, send } from "@/api/http";

export type Mode = "practice" | "allowlist" | "live";

export interface Session {
  signedIn: boolean;
  user?: string;
  mode?: Mode;
  /** True when the practice clinic can be opened. */
  practice?: boolean;
  version?: string;
}

const url = path`/session`;

export function useSession() {
  return useQuery({
    queryKey: ["session"],
    queryFn: ({ signal }) => get<Session>(url, signal),
    refetchOnWindowFocus: "always",
  });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => send("POST", url, { token }),
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send("DELETE", url),
    onSuccess: () => {
      client.clear();
      client.setQueryData<Session>(["session"], { signedIn: false });
    },
  });
}
