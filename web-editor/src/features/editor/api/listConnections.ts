import { useQuery } from "@tanstack/react-query";
import { get, path } from "@/api/http";

export interface ConnectionChoice {
  id: string;
  connector: string;
}

export function useConnectionChoices() {
  return useQuery({
    queryKey: ["connections"],
    queryFn: ({ signal }) => get<{ connections: ConnectionChoice[] }>(path`/connections`, signal),
  });
}
