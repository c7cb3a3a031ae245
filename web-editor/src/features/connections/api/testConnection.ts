import { useMutation } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { post } from "@/api/http";

/** `message` says what came of it, for the person who pressed Test. */
export type ConnectionTest = Schemas["ConnectionController.TestResult"];

/** Tries a connection for real; sends nothing and changes nothing. */
export function useTestConnection(id: string) {
  return useMutation({ mutationFn: () => post("/connections/{id}/test", { path: { id } }) });
}
