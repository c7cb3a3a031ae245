import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { post } from "@/api/http";
import type { WrittenDocument } from "@/api/runTrial";

/** What a recipe would do with what is there now, before it is activated. */
export type Forecast = Schemas["Forecast.Result"];

export function useForecast(recipe: unknown) {
  return useQuery({
    queryKey: ["forecast", recipe],
    queryFn: () => post("/trials/forecast", { body: { recipe: recipe as WrittenDocument } }),
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
}
