import { queryOptions, useQuery } from "@tanstack/react-query";
import { get, path } from "@/api/http";
import type { Run, RunError, RunStep } from "./run";

export interface RunDetail extends Run {
  /** The names the event put in scope. */
  event?: Record<string, unknown>;
  replayOf?: string | null;
  steps: RunStep[];
  error?: RunError | null;
}

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ["runs", "one", id],
    queryFn: ({ signal }) => get<RunDetail>(path`/runs/${id}`, signal),
  });
}

export function useRun(id: string, enabled = true) {
  return useQuery({ ...runQuery(id), enabled });
}
