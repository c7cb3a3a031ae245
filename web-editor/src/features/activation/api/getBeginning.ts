import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { get } from "@/api/http";

/** What the source of a recipe holds before the recipe is active. */
export type Beginning = Schemas["Beginnings.Count"];

/**
 * Null where the trigger has nothing that could be there already, such as a schedule.
 *
 * @param has whether it has; undefined while that is not known
 */
export function useBeginning(id: string, version: number, has: boolean | undefined) {
  return useQuery({
    queryKey: ["beginning", id, version, has],
    queryFn: async ({ signal }) =>
      has === false ? null : get("/recipes/{id}/beginning", { path: { id }, query: { version }, signal }),
    enabled: has !== undefined,
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
}
