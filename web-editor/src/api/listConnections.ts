import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "./contract";
import { get } from "./http";

/** A connection as it may be shown: its secrets are not among the settings. */
export type Connection = Schemas["Connections.Shown"];

export function useConnections() {
  return useQuery({
    queryKey: ["connections"],
    queryFn: ({ signal }) => get("/connections", { signal }),
  });
}
