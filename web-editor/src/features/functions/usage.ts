/** One execution of a function step, as a run tells it. */
export interface Execution {
  state: string;
  durationMs?: number | null | undefined;
  error?: { message: string } | null | undefined;
}

export interface Usage {
  worked: number;
  failed: number;
  /** Milliseconds; undefined where nothing has worked. */
  median: number | undefined;
  slowest: number | undefined;
  lastError: string | undefined;
}

/** How a function did, from its executions, newest first. */
export function usageOf(executions: readonly Execution[]): Usage {
  const times = executions
    .flatMap(({ state, durationMs }) => (state === "succeeded" && durationMs != null ? [durationMs] : []))
    .toSorted((one, other) => one - other);
  const failures = executions.filter(({ state }) => state === "failed");
  return {
    worked: executions.filter(({ state }) => state === "succeeded").length,
    failed: failures.length,
    median: times[Math.floor(times.length / 2)],
    slowest: times.at(-1),
    lastError: failures[0]?.error?.message,
  };
}
