import { useMutation } from "@tanstack/react-query";
import { path, send } from "@/api/http";

export interface FunctionTest {
  language: "python" | "javascript" | "java";
  code: string;
  input: unknown;
  timeout?: string;
}

export interface FunctionTestResult {
  ok: boolean;
  output?: unknown;
  log?: string | string[] | null;
  error?: { code?: string; message: string; line?: number | null } | null;
  durationMs?: number | null;
  peakMemoryBytes?: number | null;
}

/** Runs a function once on an input; saves nothing and changes nothing. */
export function useTestFunction() {
  return useMutation({
    mutationFn: (test: FunctionTest) => send<FunctionTestResult>("POST", path`/functions/test`, test),
  });
}
