import { skipToken, useQuery } from "@tanstack/react-query";
import type { Schemas } from "./contract";
import { get } from "./http";

/** A change that a recipe has heard of; `wanted` is false where the condition was not true of it, so that no run began. */
export type HeardEvent = Schemas["EventReads.Heard"];

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
    queryFn: question === undefined ? skipToken : ({ signal }) => get("/events", { query: question, signal }),
  });
}
