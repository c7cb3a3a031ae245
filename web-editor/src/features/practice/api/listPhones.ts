import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { get } from "@/api/http";

/** A text message: `outbound` is from the clinic, `inbound` from the patient. */
export type PhoneMessage = Schemas["PracticeController.Text"];

export type Phone = Schemas["PracticeController.Phone"];

export function usePhones() {
  return useQuery({
    queryKey: ["phones"],
    queryFn: ({ signal }) => get("/practice/phones", { signal }),
  });
}
