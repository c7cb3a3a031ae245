import "react-data-grid/lib/styles.css";
import { VisuallyHidden } from "@mantine/core";
import { useImperativeHandle, useMemo, useRef, type Ref } from "react";
import {
  DataGrid,
  renderSortIcon,
  type CellKeyDownArgs,
  type CellKeyboardEvent,
  type Column,
  type DataGridHandle,
  type SortColumn,
} from "react-data-grid";
import { clinic } from "@/text/clinic";
import { CellEditor } from "./CellEditor";
import { columnLetter } from "./columnLetter";
import classes from "./DataSheet.module.css";
import { editsOf, parseTable, type SheetEdit } from "./pasted";

export interface DataSheetHandle {
  /** Takes the focus to a cell, as if the person had moved there. */
  focusCell: (row: number, column: number) => void;
}

interface DataSheetProps {
  label: string;
  describedBy: string;
  /** The cells as shown. Row 0 is the header; rows may be ragged. */
  rows: readonly (readonly string[])[];
  onEdit: (edits: SheetEdit[]) => void;
  onSort: (column: number, descending: boolean) => void;
  /** Which row and column the person is in; -1 is the line of column letters. */
  onActiveChange: (row: number, column: number) => void;
  ref?: Ref<DataSheetHandle>;
}

interface SheetRow {
  index: number;
  cells: readonly string[];
}

/** The row numbers take the first column of the grid. */
const dataOffset = 1;

/** A spreadsheet to look at and type into, by mouse and by keyboard. The only file that knows which grid draws it. */
export default function DataSheet({ label, describedBy, rows, onEdit, onSort, onActiveChange, ref }: DataSheetProps) {
  const grid = useRef<DataGridHandle>(null);
  const columns = useMemo(() => columnsOf(rows), [rows]);
  const sheetRows = useMemo(() => rows.map((cells, index): SheetRow => ({ index, cells })), [rows]);

  useImperativeHandle(ref, () => ({
    focusCell: (row, column) =>
      grid.current?.setActivePosition({ rowIdx: row, idx: column + dataOffset }, { shouldFocus: true }),
  }));

  const keyDown = (args: CellKeyDownArgs<SheetRow>, event: CellKeyboardEvent) => {
    if (args.mode !== "ACTIVE" || args.row === undefined || args.column === undefined) return;
    const column = args.column.idx - dataOffset;
    if ((event.key !== "Delete" && event.key !== "Backspace") || column < 0) return;
    event.preventGridDefault();
    onEdit([{ row: args.row.index, column, text: "" }]);
  };

  const sort = ([chosen]: SortColumn[]) => {
    if (chosen !== undefined) onSort(Number(chosen.columnKey), chosen.direction === "DESC");
  };

  return (
    <DataGrid
      ref={grid}
      className={classes.sheet ?? ""}
      aria-label={label}
      aria-describedby={describedBy}
      columns={columns}
      rows={sheetRows}
      rowKeyGetter={({ index }) => index}
      rowHeight={32}
      headerRowHeight={30}
      rowClass={({ index }) => (index === 0 ? classes.headers : undefined)}
      onRowsChange={(changed, { indexes, column }) => {
        const typed = indexes.flatMap((index) => changed[index] ?? []);
        const at = column.idx - dataOffset;
        onEdit(typed.map(({ index, cells }) => ({ row: index, column: at, text: cells[at] ?? "" })));
      }}
      onSortColumnsChange={sort}
      onCellKeyDown={keyDown}
      onActivePositionChange={({ rowIdx, column }) => onActiveChange(rowIdx, (column?.idx ?? 0) - dataOffset)}
      onCellCopy={({ row, column }, event) => {
        event.clipboardData.setData("text/plain", row.cells[column.idx - dataOffset] ?? "");
        event.preventDefault();
      }}
      onCellPaste={({ row, column }, event) => {
        const table = parseTable(event.clipboardData.getData("text/plain"));
        onEdit(editsOf(table, row.index, column.idx - dataOffset, rows.length));
        return row;
      }}
    />
  );
}

function columnsOf(rows: readonly (readonly string[])[]): Column<SheetRow>[] {
  const headers = rows[0] ?? [];
  const count = Math.max(1, ...rows.map((row) => row.length));
  const numbers: Column<SheetRow> = {
    key: "number",
    name: clinic.sheet.rowNumber,
    width: 48,
    frozen: true,
    cellClass: classes.number ?? "",
    headerCellClass: classes.number ?? "",
    renderHeaderCell: () => <VisuallyHidden>{clinic.sheet.rowNumber}</VisuallyHidden>,
    renderCell: ({ row }) => row.index + 1,
  };
  const cells = Array.from({ length: count }, (_, column): Column<SheetRow> => {
    const letter = columnLetter(column);
    const name = clinic.sheet.column(letter, headers[column] ?? "");
    return {
      key: String(column),
      name,
      minWidth: 60,
      width: widthOf(rows, column),
      resizable: true,
      sortable: true,
      editable: true,
      headerCellClass: classes.letter ?? "",
      editorOptions: { closeOnExternalRowChange: false },
      renderHeaderCell: ({ sortDirection }) => (
        <>
          <span aria-hidden>{letter}</span>
          <VisuallyHidden>{name}</VisuallyHidden>
          {renderSortIcon({ sortDirection })}
        </>
      ),
      renderCell: ({ row }) => row.cells[column] ?? "",
      renderEditCell: ({ row, onRowChange, onClose }) => (
        <CellEditor
          label={clinic.sheet.cell(headers[column] ?? letter, row.index + 1)}
          value={row.cells[column] ?? ""}
          onChange={(typed) => onRowChange({ ...row, cells: replaced(row.cells, column, typed) })}
          onBlur={() => onClose(true, false)}
        />
      ),
    };
  });
  return [numbers, ...cells];
}

/** Wide enough for the longest text, within reason. The grid's own measuring sees only the rows in view. */
function widthOf(rows: readonly (readonly string[])[], column: number): number {
  const longest = rows.reduce((length, row) => Math.max(length, row[column]?.length ?? 0), 0);
  return Math.min(280, Math.max(80, 28 + Math.max(longest * 8, (rows[0]?.[column]?.length ?? 0) * 9)));
}

function replaced(cells: readonly string[], column: number, typed: string): string[] {
  const filled = Array.from({ length: Math.max(cells.length, column + 1) }, (_, index) => cells[index] ?? "");
  filled[column] = typed;
  return filled;
}
