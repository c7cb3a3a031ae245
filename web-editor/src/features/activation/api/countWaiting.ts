import { useQuery } from "@tanstack/react-query";
import { get } from "@/api/http";

const most = 100;

export interface Waiting {
  count: number;
  /** There are more than were counted. */
  more: boolean;
}

/** What came in while a recipe was paused, and runs once it is active again. */
export function useWaiting(recipe: string) {
  return useQuery({
    queryKey: ["runs", "paused", recipe],
    queryFn: async ({ signal }): Promise<Waiting> => {
      const { runs, next } = await get("/runs", { query: { recipe, state: "paused", limit: most }, signal });
      return { count: runs.length, more: next != null };
    },
    gcTime: 0,
  });
}
