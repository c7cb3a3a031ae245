import { useQuery } from "@tanstack/react-query";
import { get, path, query } from "@/api/http";

/** What the source of a recipe holds before the recipe is active. */
export interface Beginning {
  /** How many things there are. */
  existing: number;
  /** How many of them meet the recipe's condition. */
  wanted: number;
  /** True where the recipe will begin with them; else they start nothing. */
  begins: boolean;
}

/**
 * Null where the trigger has nothing that could be there already, such as a schedule.
 *
 * @param has whether it has; undefined while that is not known
 */
export function useBeginning(id: string, version: number, has: boolean | undefined) {
  return useQuery({
    queryKey: ["beginning", id, version, has],
    queryFn: async ({ signal }) =>
      has === false ? null : get<Beginning>(path`/recipes/${id}/beginning` + query({ version }), signal),
    enabled: has !== undefined,
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
}
