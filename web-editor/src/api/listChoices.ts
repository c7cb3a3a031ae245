import { useQuery } from "@tanstack/react-query";
import { path, send } from "./http";

/** A value that can be chosen, and what a person reads for it. */
export interface Choice {
  value: string;
  label: string;
}

/** What is wanted of a connection, such as the columns of the table that is written already. */
export interface ChoiceRequest {
  connector: string;
  connection: string | undefined;
  of: string;
  with: Record<string, unknown>;
}

export interface ChoiceList {
  choices: Choice[];
  /** Why there is nothing to choose, in the connection's own words. */
  message?: string | null;
}

export function choicesQuery(request: ChoiceRequest | undefined) {
  return {
    queryKey: ["choices", request],
    queryFn: () => send<ChoiceList>("POST", path`/trials/choices`, request),
    enabled: request !== undefined,
    staleTime: 60_000,
  };
}

/** What the outside offers for an input. Asks only while it is told what for. */
export function useChoices(request: ChoiceRequest | undefined) {
  return useQuery(choicesQuery(request));
}
