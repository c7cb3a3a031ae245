import { useQuery } from "@tanstack/react-query";
import type { Catalog } from "@/recipe/catalog";
import { get } from "./http";

/** What can be used here; changes only when the runtime does. The description says no more of JSON Schemas than that they are. */
export function useCatalog() {
  return useQuery({
    queryKey: ["catalog"],
    queryFn: ({ signal }) => get("/catalog", { signal }) as Promise<Catalog>,
    staleTime: Infinity,
  });
}
