import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { get } from "@/api/http";

/** What one function has used since the start of the runtime. */
export type FunctionUsed = Schemas["FunctionController.Usage"];

export type FunctionsReport = Schemas["FunctionController.FunctionsReport"];

/** What functions have used and what that would have cost elsewhere. Goes with the runs that use them. */
export function useFunctionsReport() {
  return useQuery({
    queryKey: ["runs", "functions"],
    queryFn: ({ signal }) => get("/functions", { signal }),
  });
}
