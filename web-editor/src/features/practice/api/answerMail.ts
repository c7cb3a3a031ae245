import { useMutation, useQueryClient } from "@tanstack/react-query";
import { post } from "@/api/http";

/** Answers a mail as the person who got it. */
export function useAnswerMail(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: string) => post("/practice/mailbox/{id}/replies", { path: { id }, body: { body } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["mailbox"] }),
  });
}
