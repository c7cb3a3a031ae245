import { useQuery } from "@tanstack/react-query";
import { getText } from "@/api/http";

/** A version of a recipe, as it would run. */
export function useVersion(id: string, version: number) {
  return useQuery({
    queryKey: ["recipes", "export", id, version],
    queryFn: async ({ signal }) => {
      const text = await getText("/recipes/{id}/export", { path: { id }, query: { version }, signal });
      return JSON.parse(text) as Record<string, unknown>;
    },
    staleTime: Infinity,
  });
}
