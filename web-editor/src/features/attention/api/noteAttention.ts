import { useMutation, useQueryClient } from "@tanstack/react-query";
import { post } from "@/api/http";

export interface NewNote {
  id: string;
  note: string;
}

/** Notes something about a matter, which stays open. */
export function useNoteAttention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, note }: NewNote) => post("/attention/{id}/notes", { path: { id }, body: { note } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["attention"] }),
  });
}
