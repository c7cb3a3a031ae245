import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { get } from "@/api/http";

/** A named token of a person or program; never the token itself. */
export type Token = Schemas["Tokens.Listed"];

export function useTokens() {
  return useQuery({
    queryKey: ["tokens"],
    queryFn: ({ signal }) => get("/tokens", { signal }),
  });
}
