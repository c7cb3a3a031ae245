import { useMutation } from "@tanstack/react-query";
import type { Schemas } from "./contract";
import { post } from "./http";

export interface FunctionTest {
  language: "python" | "javascript" | "java";
  code: string;
  input: unknown;
  timeout?: string;
}

export type FunctionTestResult = Schemas["FunctionController.TrialResult"];

/** Runs a function once on an input; saves nothing and changes nothing. */
export function useTestFunction() {
  return useMutation({
    mutationFn: (test: FunctionTest) => post("/functions/test", { body: test }),
  });
}
