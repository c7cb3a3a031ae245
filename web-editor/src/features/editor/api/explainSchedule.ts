import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { get } from "@/api/http";

/** `next` are instants with their offset in the zone. */
export type ScheduleExplanation = Schemas["CronExplainer.Explanation"];

export function useScheduleExplanation(cron: string, zone: string, count: number) {
  return useQuery({
    queryKey: ["schedule", cron, zone, count],
    queryFn: ({ signal }) => get("/schedules/explain", { query: { cron, zone, count }, signal }),
    enabled: cron.trim() !== "",
    retry: false,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}
