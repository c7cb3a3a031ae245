import { queryOptions, skipToken, useQuery } from "@tanstack/react-query";
import type { Schemas } from "./contract";
import { distinct } from "@/recipe/distinct";
import { post } from "./http";

/** A value that can be chosen, and what a person reads for it. */
export type Choice = Schemas["Choice"];

/** What is wanted of a connection, such as the columns of the table that is written already. */
export interface ChoiceRequest {
  connector: string;
  connection: string | undefined;
  of: string;
  with: Record<string, unknown>;
}

/** `message` says why there is nothing to choose, in the connection's own words. */
export type ChoiceList = Schemas["TrialController.ChoiceList"];

export function choicesQuery(request: ChoiceRequest | undefined) {
  return queryOptions({
    queryKey: ["choices", request],
    queryFn:
      request === undefined
        ? skipToken
        : async () => {
            const body = { ...request, connection: request.connection ?? null };
            const found = await post("/trials/choices", { body });
            return { ...found, choices: distinct(found.choices) };
          },
    staleTime: 60_000,
  });
}

/** What the outside offers for an input. Asks only while it is told what for. */
export function useChoices(request: ChoiceRequest | undefined) {
  return useQuery(choicesQuery(request));
}
