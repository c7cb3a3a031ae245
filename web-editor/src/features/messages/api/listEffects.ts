import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { get } from "@/api/http";

/** A line of the ledger: one outside change. */
export type Effect = Schemas["EffectController.Effect"];

export type EffectState = Effect["state"];

export const effectStates = [
  "trying",
  "done",
  "unknown",
  "held",
  "failed",
  "suppressed",
  "expired",
  "delivered",
  "undelivered",
] as const satisfies readonly EffectState[];

export interface EffectFilter {
  recipe?: string | undefined;
  subject?: string | undefined;
  state?: EffectState | undefined;
}

/** The first part of the key is the topic that tells of changes: effects are made by runs. */
export function useEffects(filter: EffectFilter) {
  return useQuery({
    queryKey: ["runs", "effects", filter],
    queryFn: ({ signal }) => get("/effects", { query: filter, signal }),
    placeholderData: keepPreviousData,
  });
}
