import { useQuery } from "@tanstack/react-query";
import { get } from "@/api/http";
import type { EffectState } from "./listEffects";

export type MessageCounts = Partial<Record<EffectState, number>>;

/** How many messages came to what, of those that were first tried since an instant. */
export function useMessageCounts(since: string) {
  return useQuery({
    queryKey: ["runs", "messages", since],
    queryFn: ({ signal }) => get("/effects/summary", { query: { since }, signal }),
  });
}
