import { useQuery } from "@tanstack/react-query";
import { get, path } from "@/api/http";

export interface PhoneMessage {
  id: string;
  /** `outbound` is from the clinic, `inbound` from the patient. */
  direction: "outbound" | "inbound";
  body: string;
  at: string;
  status: string;
}

export interface Phone {
  number: string;
  messages: PhoneMessage[];
}

export function usePhones() {
  return useQuery({
    queryKey: ["phones"],
    queryFn: ({ signal }) => get<{ phones: Phone[] }>(path`/practice/phones`, signal),
  });
}
