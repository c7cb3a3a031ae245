import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { get, path, query } from "@/api/http";

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
] as const;

export type EffectState = (typeof effectStates)[number];

/** A line of the ledger: one outside change. */
export interface Effect {
  key: string;
  run: string;
  recipe: string;
  step: string;
  purpose?: string | null;
  subject?: string | null;
  state: EffectState;
  /** Whom it reached, masked. */
  target?: string | null;
  attempts: number;
  detail?: string | null;
  at: string;
}

export interface EffectFilter {
  recipe?: string | undefined;
  subject?: string | undefined;
  state?: EffectState | undefined;
}

/** The first part of the key is the topic that tells of changes: effects are made by runs. */
export function useEffects(filter: EffectFilter) {
  return useQuery({
    queryKey: ["runs", "effects", filter],
    queryFn: ({ signal }) => get<{ effects: Effect[] }>(path`/effects` + query({ ...filter }), signal),
    placeholderData: keepPreviousData,
  });
}
