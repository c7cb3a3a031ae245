import { Loader, Stack, Text } from "@mantine/core";
import { Suspense, useId, useMemo, useRef, useState } from "react";
import { text } from "@/text";
import { clinic } from "@/text/clinic";
import { announce, toast } from "@/ui/live";
import type { DataSheetHandle } from "@/ui/sheet/DataSheet";
import type { SheetEdit } from "@/ui/sheet/pasted";
import { lazily } from "@/ui/lazily";
import { useChangeSheet, type SheetChange } from "../api/changeSheet";
import type { Cell, Sheet, SheetAddress } from "../api/sheet";
import { SheetTools } from "./SheetTools";

const DataSheet = lazily(() => import("@/ui/sheet/DataSheet"));
const words = clinic.sheet;

/** One sheet with its tools. Every change is announced, and a deleted row can come back. */
export function SheetEditor({ address, rows }: { address: SheetAddress; rows: Cell[][] }) {
  const grid = useRef<DataSheetHandle>(null);
  const keysId = useId();
  const [active, setActive] = useState({ row: -1, column: -1 });
  const [sorted, setSorted] = useState<{ column: number; descending: boolean }>();
  const change = useChangeSheet(address);
  const shown = useMemo(() => rows.map((row) => row.map((cell) => cell.text)), [rows]);
  const headers = shown[0] ?? [];

  const run = (wanted: SheetChange, then: (sheet: Sheet) => void) =>
    change.mutate(wanted, {
      onSuccess: then,
      onError: (error) => toast({ tone: "problem", message: `${words.notSaved} ${error.message}` }),
    });

  const edit = (edits: SheetEdit[]) => {
    const changed = edits.filter(({ row, column, text: typed }) => (shown[row]?.[column] ?? "") !== typed);
    const [first] = changed;
    if (first === undefined) return;
    run({ kind: "edit", edits: changed }, () =>
      announce(words.saved(headers[first.column] ?? "", first.row + 1, first.text)),
    );
  };
  const insert = (at?: number) =>
    run({ kind: "insert", ...(at !== undefined && { at }) }, (sheet) => {
      const row = at ?? sheet.rows.length - 1;
      announce(words.added(row + 1));
      requestAnimationFrame(() => grid.current?.focusCell(row, 0));
    });
  const remove = (row: number) => {
    const cells = shown[row] ?? [];
    run({ kind: "delete", rows: [row] }, () =>
      toast({
        tone: "done",
        message: words.deleted(row + 1),
        undo: {
          label: text.common.undo,
          run: () => run({ kind: "insert", at: row, cells }, () => announce(words.restored(row + 1))),
        },
      }),
    );
  };
  const sort = (column: number, descending: boolean) => {
    setSorted({ column, descending });
    run({ kind: "sort", column, descending }, () => announce(words.sorted(headers[column] ?? "", descending)));
  };

  return (
    <Stack gap="xs">
      <SheetTools
        row={active.row > 0 && active.row < rows.length ? active.row : undefined}
        headers={headers}
        onAdd={() => insert()}
        onInsert={insert}
        onDelete={remove}
        onSort={sort}
      />
      <Suspense fallback={<Loader size="sm" />}>
        <DataSheet
          ref={grid}
          label={words.grid(address.sheet)}
          describedBy={keysId}
          rows={shown}
          onEdit={edit}
          onSort={(column) => sort(column, sorted?.column === column && !sorted.descending)}
          onActiveChange={(row, column) => setActive({ row, column })}
        />
      </Suspense>
      <Text id={keysId} size="xs" c="dimmed">
        {words.keys}
      </Text>
    </Stack>
  );
}
