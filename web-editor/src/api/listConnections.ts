import { useQuery } from "@tanstack/react-query";
import { get, path } from "./http";

/** A connection as it may be shown: its secrets are not among the settings. */
export interface Connection {
  id: string;
  connector: string;
  version: number;
  updatedAt: string;
  settings: Record<string, unknown>;
}

export function useConnections() {
  return useQuery({
    queryKey: ["connections"],
    queryFn: ({ signal }) => get<{ connections: Connection[] }>(path`/connections`, signal),
  });
}
