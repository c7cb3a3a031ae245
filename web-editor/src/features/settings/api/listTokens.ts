import { useQuery } from "@tanstack/react-query";
import { get, path } from "@/api/http";

/** A named token of a person or program; never the token itself. */
export interface Token {
  id: string;
  name: string;
  createdBy: string;
  createdAt: string;
  lastUsedAt?: string | null;
}

export function useTokens() {
  return useQuery({
    queryKey: ["tokens"],
    queryFn: ({ signal }) => get<{ tokens: Token[] }>(path`/tokens`, signal),
  });
}
