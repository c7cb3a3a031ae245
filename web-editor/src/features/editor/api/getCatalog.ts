import { useQuery } from "@tanstack/react-query";
import { get, path } from "@/api/http";
import type { Catalog } from "@/recipe/catalog";

/** What can be used here; changes only when the runtime does. */
export function useCatalog() {
  return useQuery({
    queryKey: ["catalog"],
    queryFn: ({ signal }) => get<Catalog>(path`/catalog`, signal),
    staleTime: Infinity,
  });
}
