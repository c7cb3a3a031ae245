import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { get } from "@/api/http";

/** Something a person must decide. */
export type AttentionItem = Schemas["AttentionController.Item"];

/** What a person may choose; each item names those that are allowed for it. */
export type Decision = AttentionItem["decisions"][number];

export function useAttention() {
  return useQuery({
    queryKey: ["attention"],
    queryFn: ({ signal }) => get("/attention", { signal }),
  });
}
