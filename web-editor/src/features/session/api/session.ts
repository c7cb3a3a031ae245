import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { get, post, remove } from "@/api/http";

/** `practice` is true where the practice clinic can be opened. */
export type Session = Schemas["SessionController.Session"];

export type Mode = Session["mode"];

export function useSession() {
  return useQuery({
    queryKey: ["session"],
    queryFn: ({ signal }) => get("/session", { signal }),
    refetchOnWindowFocus: "always",
  });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => post("/session", { body: { token } }),
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => remove("/session", {}),
    onSuccess: () => {
      const known = client.getQueryData<Session>(["session"]);
      client.clear();
      if (known !== undefined) client.setQueryData<Session>(["session"], { ...known, signedIn: false, user: null });
    },
  });
}
