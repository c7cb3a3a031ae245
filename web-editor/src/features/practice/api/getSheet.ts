import { queryOptions, useQuery } from "@tanstack/react-query";
import { get, path } from "@/api/http";
import { sheetKey, type Sheet, type SheetAddress } from "./sheet";

export function sheetQuery(address: SheetAddress) {
  return queryOptions({
    queryKey: sheetKey(address),
    queryFn: ({ signal }) => get<Sheet>(path`/practice/sheets/${address.id}/${address.sheet}`, signal),
  });
}

export function useSheet(address: SheetAddress, enabled = true) {
  return useQuery({ ...sheetQuery(address), enabled });
}
