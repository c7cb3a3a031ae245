import { queryOptions, useQuery } from "@tanstack/react-query";
import { get } from "@/api/http";
import { sheetKey, type SheetAddress } from "./sheet";

export function sheetQuery(address: SheetAddress) {
  return queryOptions({
    queryKey: sheetKey(address),
    queryFn: ({ signal }) => get("/practice/sheets/{id}/{sheet}", { path: address, signal }),
  });
}

export function useSheet(address: SheetAddress, enabled = true) {
  return useQuery({ ...sheetQuery(address), enabled });
}
