import { useQuery } from "@tanstack/react-query";
import { get, path } from "@/api/http";

/** What one function has used since the start of the runtime. */
export interface FunctionUsed {
  recipe: string;
  step: string;
  language: string;
  invocations: number;
  /** How often it failed, by why. */
  failures: Record<string, number>;
  durationMs: number;
  cpuMs: number;
  peakMemoryBytes: number;
  gibibyteSeconds: number;
}

export interface FunctionsReport {
  isolation: { level: string; detail: string };
  workers: number;
  usage: FunctionUsed[];
  cloud: {
    asOf: string;
    currency: string;
    note: string;
    costs: { provider: string; plan: string; amount: number }[];
  };
}

/** What functions have used and what that would have cost elsewhere. Goes with the runs that use them. */
export function useFunctionsReport() {
  return useQuery({
    queryKey: ["runs", "functions"],
    queryFn: ({ signal }) => get<FunctionsReport>(path`/functions`, signal),
  });
}
