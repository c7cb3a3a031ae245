import { useQuery } from "@tanstack/react-query";
import { path, send } from "./http";

/** A trigger whose events are wanted, as it stands in a recipe. */
export interface SampleRequest {
  uses: string;
  connection?: string | undefined;
  with: Record<string, unknown>;
  zone?: string | undefined;
  /** The saved recipe whose past events are wanted too. */
  recipe?: string | undefined;
  limit: number;
}

/** An event to try on: what is there now, or what has happened. */
export interface Sample {
  key: string;
  occurredAt: string;
  past: boolean;
  data: Record<string, unknown>;
}

export interface SampleList {
  events: Sample[];
  total?: number | null;
  message?: string | null;
}

/** Real rows and events for a trigger. A change of a sheet brings them anew. */
export function useSampleEvents(request: SampleRequest | undefined) {
  return useQuery({
    queryKey: ["sheet", "samples", request],
    queryFn: () => send<SampleList>("POST", path`/trials/samples`, request),
    enabled: request !== undefined,
    placeholderData: (before, query) => (isLike(query?.queryKey[2], request) ? before : undefined),
  });
}

/** While a form is being filled in, what was there for the same trigger stays in sight. */
function isLike(before: unknown, now: SampleRequest | undefined): boolean {
  return typeof before === "object" && before !== null && "uses" in before && before.uses === now?.uses;
}
