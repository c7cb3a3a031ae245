export interface SheetEdit {
  row: number;
  column: number;
  text: string;
}

/** The cells of a text copied from a spreadsheet: tabs between columns, line ends between rows, quotes around both. */
export function parseTable(pasted: string): string[][] {
  const table: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\n|\r|$)/gy;
  while (cell.lastIndex < pasted.length) {
    const [, written = "", end = ""] = cell.exec(pasted) ?? [];
    table.at(-1)?.push(/^".*[\t\r\n].*"$/s.test(written) ? written.slice(1, -1).replaceAll('""', '"') : written);
    if (end === "\t" && cell.lastIndex === pasted.length) table.at(-1)?.push("");
    if (end !== "\t" && cell.lastIndex < pasted.length) table.push([]);
  }
  return table;
}

/** Where a pasted table lands; rows beyond the sheet's end are left out. */
export function editsOf(table: string[][], row: number, column: number, rowCount: number): SheetEdit[] {
  return table
    .slice(0, rowCount - row)
    .flatMap((cells, down) => cells.map((text, right) => ({ row: row + down, column: column + right, text })));
}
