import { useQuery } from "@tanstack/react-query";
import { get, path } from "@/api/http";

export const decisions = ["send", "retry", "drop", "done"] as const;

export type Decision = (typeof decisions)[number];

/** Something a person must decide. */
export interface AttentionItem {
  id: string;
  kind: string;
  recipe?: string | null;
  run?: string | null;
  message: string;
  since: string;
  decisions?: Decision[];
}

export function useAttention() {
  return useQuery({
    queryKey: ["attention"],
    queryFn: ({ signal }) => get<{ items: AttentionItem[] }>(path`/attention`, signal),
  });
}
