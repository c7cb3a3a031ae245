import { useQuery } from "@tanstack/react-query";
import { get, path, query } from "@/api/http";

/** A version of a recipe, as it would run. */
export function useVersion(id: string, version: number) {
  return useQuery({
    queryKey: ["recipes", "export", id, version],
    queryFn: ({ signal }) => get<Record<string, unknown>>(path`/recipes/${id}/export` + query({ version }), signal),
    staleTime: Infinity,
  });
}
