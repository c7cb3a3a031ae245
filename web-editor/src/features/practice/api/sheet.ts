import type { Schemas } from "@/api/contract";

/** A cell: its raw value and the text a person sees. */
export type Cell = Schemas["Grid.Shown"];

/** One sheet of the practice clinic. Row 0 is the header; rows may be ragged. */
export type Sheet = Schemas["Grid"];

/** As the parts of an address. */
export type SheetAddress = Pick<Sheet, "id" | "sheet">;

export interface CellEdit {
  row: number;
  column: number;
  /** As a person would type it. */
  text: string;
}

export const sheetKey = ({ id, sheet }: SheetAddress) => ["sheet", id, sheet] as const;
