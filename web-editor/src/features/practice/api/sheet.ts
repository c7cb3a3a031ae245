/** A cell: its raw value and the text a person sees. */
export interface Cell {
  value: unknown;
  text: string;
}

/** One sheet of the practice clinic. Row 0 is the header; rows may be ragged. */
export interface Sheet {
  id: string;
  title: string;
  sheet: string;
  timeZone: string;
  revision: number;
  rows: Cell[][];
}

export interface SheetAddress {
  id: string;
  sheet: string;
}

export interface CellEdit {
  row: number;
  column: number;
  /** As a person would type it. */
  text: string;
}

export const sheetKey = ({ id, sheet }: SheetAddress) => ["sheet", id, sheet] as const;
