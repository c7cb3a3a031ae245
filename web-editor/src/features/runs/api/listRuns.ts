import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Schemas } from "@/api/contract";
import { get } from "@/api/http";
import type { RunState } from "./run";

export interface RunFilter {
  recipe?: string | undefined;
  state?: RunState | undefined;
  /** The patient key, exactly. */
  subject?: string | undefined;
  /** Only those that began before this instant. */
  until?: string | undefined;
  limit?: number;
  /** The `next` of the page before; absent for the newest. */
  cursor?: string | undefined;
}

export type RunList = Schemas["RunController.RunList"];

/** Whoever looks back wants much: a long list is there after few questions. */
const olderPage = 1000;
const none: RunList[] = [];

/** Runs, newest first. */
export function useRuns(filter: RunFilter, enabled = true) {
  return useQuery({
    queryKey: ["runs", "list", filter],
    queryFn: ({ signal }) => get("/runs", { query: filter, signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/**
 * Runs from the newest as far back as somebody asks. While only the newest are there they are live; once older ones are,
 * everything stands still, so that nothing moves under the eyes.
 */
export function useRunHistory(filter: RunFilter) {
  const client = useQueryClient();
  const name = JSON.stringify(filter);
  const [older, setOlder] = useState<{ of: string; pages: RunList[] }>({ of: name, pages: [] });
  const [loading, setLoading] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const pages = older.of === name ? older.pages : none;
  const newest = useRuns(filter, pages.length === 0);
  const next = (pages.at(-1) ?? newest.data)?.next ?? undefined;

  const loadOlder = async () => {
    if (next === undefined || loading) return;
    setLoading(true);
    setFailure(undefined);
    try {
      const page = await client.query({
        queryKey: ["older-runs", filter, next],
        queryFn: () => get("/runs", { query: { ...filter, limit: olderPage, cursor: next } }),
        staleTime: 0,
        gcTime: 0,
      });
      setOlder({ of: name, pages: [...pages, page] });
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setLoading(false);
    }
  };

  const first = newest.data?.runs;
  const runs = useMemo(() => [...(first ?? []), ...pages.flatMap((page) => page.runs)], [first, pages]);

  return {
    newest,
    runs,
    hasMore: next !== undefined,
    standsStill: pages.length > 0,
    loading,
    failure,
    loadOlder,
    showNewest: () => setOlder({ of: name, pages: [] }),
  };
}
