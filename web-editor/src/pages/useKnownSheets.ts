import { useQueries } from "@tanstack/react-query";
import { sheetQuery } from "@/features/practice/api/getSheet";
import { useSpreadsheets } from "@/features/practice/api/listSheets";
import type { KnownSheet } from "@/features/gallery/components/TemplateDialog";

/** The sheets of the practice clinic with their headers. */
export function useKnownSheets(): KnownSheet[] {
  const addresses = (useSpreadsheets().data?.spreadsheets ?? []).flatMap(({ id, title, sheets }) =>
    sheets.map((sheet) => ({ id, sheet, label: `${title}: ${sheet}` })),
  );
  const loaded = useQueries({ queries: addresses.map((address) => sheetQuery(address)) });
  return addresses.map(({ id, sheet, label }, index) => ({
    spreadsheet: id,
    sheet,
    label,
    headers: (loaded[index]?.data?.rows[0] ?? []).map(({ text }) => text).filter((header) => header !== ""),
  }));
}
