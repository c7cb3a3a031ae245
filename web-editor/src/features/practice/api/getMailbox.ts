import { useQuery } from "@tanstack/react-query";
import { get, path } from "@/api/http";

export interface Mail {
  id: string;
  from: string;
  to: string[];
  subject: string;
  at: string;
  text?: string | null;
  html?: string | null;
  attachments: { name: string; contentType: string; bytes: number }[];
}

export function useMailbox() {
  return useQuery({
    queryKey: ["mailbox"],
    queryFn: ({ signal }) => get<{ mails: Mail[] }>(path`/practice/mailbox`, signal),
  });
}
