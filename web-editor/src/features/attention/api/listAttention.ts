import { useQuery } from "@tanstack/react-query";
import { get, path } from "@/api/http";

/** What a person may choose; each item names those that are allowed for it. */
export type Decision = "send" | "retry" | "replay" | "release" | "drop" | "done" | "approve" | "decline";

/** Something a person must decide. */
export interface AttentionItem {
  id: string | number;
  kind: string;
  recipe?: string | null;
  run?: string | null;
  message: string;
  since: string;
  decisions?: Decision[];
  /** Who looks after it. */
  assignedTo?: string | null;
  notes?: { at: string; by: string; note: string }[];
}

export function useAttention() {
  return useQuery({
    queryKey: ["attention"],
    queryFn: ({ signal }) => get<{ items: AttentionItem[] }>(path`/attention`, signal),
  });
}
