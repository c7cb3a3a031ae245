import { useQuery } from "@tanstack/react-query";
import { get, path } from "@/api/http";

export interface Spreadsheet {
  id: string;
  title: string;
  sheets: string[];
}

export function useSpreadsheets() {
  return useQuery({
    queryKey: ["sheet", "list"],
    queryFn: ({ signal }) => get<{ spreadsheets: Spreadsheet[] }>(path`/practice/sheets`, signal),
  });
}
