import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { get } from "@/api/http";

export type RunDetail = Schemas["RunDetail"];

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ["runs", "one", id],
    queryFn: ({ signal }) => get("/runs/{id}", { path: { id }, signal }),
  });
}

export function useRun(id: string, enabled = true) {
  return useQuery({ ...runQuery(id), enabled });
}
