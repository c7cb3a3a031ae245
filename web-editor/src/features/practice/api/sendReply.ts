import { useMutation, useQueryClient } from "@tanstack/react-query";
import { post } from "@/api/http";

export function useSendReply(number: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: string) => post("/practice/phones/{number}/replies", { path: { number }, body: { body } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["phones"] }),
  });
}
