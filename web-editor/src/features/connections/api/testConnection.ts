import { useMutation } from "@tanstack/react-query";
import { path, send } from "@/api/http";

export interface ConnectionTest {
  ok: boolean;
  /** What came of it, for the person who pressed Test. */
  message: string;
}

/** Tries a connection for real; sends nothing and changes nothing. */
export function useTestConnection(id: string) {
  return useMutation({ mutationFn: () => send<ConnectionTest>("POST", path`/connections/${id}/test`) });
}
