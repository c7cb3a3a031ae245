import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { get, path, query } from "@/api/http";
import type { Run, RunState } from "./run";

export interface RunFilter {
  recipe?: string | undefined;
  state?: RunState | undefined;
  /** The patient key, exactly. */
  subject?: string | undefined;
  limit?: number;
  /** The `next` of the page before; absent for the newest. */
  cursor?: string | undefined;
}

export interface RunList {
  runs: Run[];
  next?: string | null;
}

/** Runs, newest first. */
export function useRuns(filter: RunFilter, enabled = true) {
  return useQuery({
    queryKey: ["runs", "list", filter],
    queryFn: ({ signal }) => get<RunList>(path`/runs` + query({ ...filter }), signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}
