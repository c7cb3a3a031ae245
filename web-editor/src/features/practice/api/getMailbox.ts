import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { get } from "@/api/http";

export type Mail = Schemas["Mail"];

export function useMailbox() {
  return useQuery({
    queryKey: ["mailbox"],
    queryFn: ({ signal }) => get("/practice/mailbox", { signal }),
  });
}
