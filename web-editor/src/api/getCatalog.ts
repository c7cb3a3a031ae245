import { useQuery } from "@tanstack/react-query";
import type { Catalog } from "@/recipe/catalog";
import { get, path } from "./http";

/** What can be used here; changes only when the runtime does. */
export function useCatalog() {
  return useQuery({
    queryKey: ["catalog"],
    queryFn: ({ signal }) => get<Catalog>(path`/catalog`, signal),
    staleTime: Infinity,
  });
}
