import { useMutation, useQueryClient } from "@tanstack/react-query";
import { path, send } from "@/api/http";

export interface NewNote {
  id: string | number;
  note: string;
}

/** Notes something about a matter, which stays open. */
export function useNoteAttention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, note }: NewNote) => send("POST", path`/attention/${id}/notes`, { note }),
    onSettled: () => client.invalidateQueries({ queryKey: ["attention"] }),
  });
}
