import { useMutation, useQueryClient } from "@tanstack/react-query";
import { path, send } from "@/api/http";

export function useSendReply(number: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: string) => send("POST", path`/practice/phones/${number}/replies`, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["phones"] }),
  });
}
