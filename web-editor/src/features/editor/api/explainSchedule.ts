import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { get, path, query } from "@/api/http";

export interface ScheduleExplanation {
  readAs: "quartz" | "unix";
  text: string;
  /** Instants with their offset in the zone. */
  next: string[];
  warnings: string[];
}

export function useScheduleExplanation(cron: string, zone: string, count: number) {
  return useQuery({
    queryKey: ["schedule", cron, zone, count],
    queryFn: ({ signal }) => get<ScheduleExplanation>(path`/schedules/explain` + query({ cron, zone, count }), signal),
    enabled: cron.trim() !== "",
    retry: false,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}
