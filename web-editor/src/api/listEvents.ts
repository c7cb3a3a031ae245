import { useQuery } from "@tanstack/react-query";
import { get, path, query } from "./http";

/** A change that a recipe has heard of, also where nothing was done about it. */
export interface HeardEvent {
  id: string;
  recipe: string;
  version: number;
  subject?: string | null;
  occurredAt: string;
  acceptedAt: string;
  /** False where the condition was not true of it, so that no run began. */
  wanted: boolean;
  data: Record<string, unknown>;
}

export interface EventQuestion {
  recipe: string;
  /** A value that the event holds, such as a row's key. */
  search?: string | undefined;
  limit: number;
}

/** The latest events of a recipe that hold a value. A new run tells of a new event. */
export function useEvents(question: EventQuestion | undefined) {
  return useQuery({
    queryKey: ["runs", "events", question],
    queryFn: ({ signal }) => get<{ events: HeardEvent[] }>(path`/events` + query({ ...question }), signal),
    enabled: question !== undefined,
  });
}
