import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { post, put, remove } from "@/api/http";
import { sheetKey, type CellEdit, type Sheet, type SheetAddress } from "./sheet";

/** Everything a person can do to a sheet; each answers with the sheet as it is afterwards. */
export type SheetChange =
  | { kind: "edit"; edits: CellEdit[] }
  | { kind: "insert"; at?: number; cells?: string[] }
  | { kind: "delete"; rows: number[] }
  | { kind: "sort"; column: number; descending: boolean };

/** Changes run one after the other, so that row numbers mean what the person saw. */
export function useChangeSheet(address: SheetAddress) {
  const client = useQueryClient();
  const key = sheetKey(address);
  return useMutation({
    scope: { id: key.join("/") },
    mutationFn: (change: SheetChange) => apply(address, change),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: key });
      if (change.kind === "edit") showEdits(client, address, change.edits);
    },
    onSuccess: (sheet) => client.setQueryData<Sheet>(key, (shown) => newer(shown, sheet)),
    onError: () => client.invalidateQueries({ queryKey: key }),
  });
}

async function apply(path: SheetAddress, change: SheetChange): Promise<Sheet> {
  switch (change.kind) {
    case "edit":
      return edit(path, change.edits);
    case "insert": {
      const inserted = await post("/practice/sheets/{id}/{sheet}/rows", { path, body: { at: change.at ?? null } });
      const row = change.at ?? inserted.rows.length - 1;
      const edits = (change.cells ?? []).flatMap((text, column) => (text === "" ? [] : [{ row, column, text }]));
      return edits.length === 0 ? inserted : edit(path, edits);
    }
    case "delete":
      return remove("/practice/sheets/{id}/{sheet}/rows", { path, body: { rows: change.rows } });
    case "sort": {
      const { column, descending } = change;
      return post("/practice/sheets/{id}/{sheet}/sort", { path, body: { column, descending } });
    }
  }
}

function edit(path: SheetAddress, edits: CellEdit[]): Promise<Sheet> {
  return put("/practice/sheets/{id}/{sheet}/cells", { path, body: { edits } });
}

/** Shows what was typed at once; the answer replaces it with what the sheet made of it. */
function showEdits(client: QueryClient, address: SheetAddress, edits: CellEdit[]) {
  client.setQueryData<Sheet>(sheetKey(address), (sheet) => {
    if (sheet === undefined) return sheet;
    const rows = sheet.rows.map((row) => [...row]);
    for (const { row, column, text } of edits) {
      const cells = rows[row];
      if (cells === undefined) continue;
      while (cells.length <= column) cells.push({ value: "", text: "" });
      cells[column] = { value: text, text };
    }
    return { ...sheet, rows };
  });
}

/** An answer that was overtaken by a later refetch does not bring old cells back. */
function newer(shown: Sheet | undefined, answer: Sheet): Sheet {
  return shown !== undefined && shown.revision > answer.revision ? shown : answer;
}
