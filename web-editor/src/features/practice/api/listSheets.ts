import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { get } from "@/api/http";

export type Spreadsheet = Schemas["PracticeGoogle.Listing"];

export function useSpreadsheets() {
  return useQuery({
    queryKey: ["sheet", "list"],
    queryFn: ({ signal }) => get("/practice/sheets", { signal }),
  });
}
