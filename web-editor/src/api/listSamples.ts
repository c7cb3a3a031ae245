import { skipToken, useQuery } from "@tanstack/react-query";
import type { Schemas } from "./contract";
import { post } from "./http";

/** A trigger whose events are wanted, as it stands in a recipe; `recipe` is the saved one whose past events are too. */
export interface SampleRequest {
  uses: string;
  connection?: string;
  with: Record<string, unknown>;
  zone?: string;
  recipe?: string;
  limit: number;
}

/** An event to try on: what is there now, or what has happened. */
export type Sample = Schemas["TrialController.Sample"];

export type SampleList = Schemas["TrialController.SampleList"];

/** Real rows and events for a trigger. A change of a sheet brings them anew. */
export function useSampleEvents(request: SampleRequest | undefined) {
  return useQuery({
    queryKey: ["sheet", "samples", request],
    queryFn: request === undefined ? skipToken : () => post("/trials/samples", { body: request }),
    placeholderData: (before, query) => (isLike(query?.queryKey[2], request) ? before : undefined),
  });
}

/** While a form is being filled in, what was there for the same trigger stays in sight. */
function isLike(before: unknown, now: SampleRequest | undefined): boolean {
  return typeof before === "object" && before !== null && "uses" in before && before.uses === now?.uses;
}
