import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "@/api/contract";
import { get, post, put, remove } from "@/api/http";

export type Table = Schemas["ClinicTables.Table"];
export type TableColumn = Schemas["ClinicTables.Column"];
export type TableContent = Schemas["ClinicTables.Content"];

/** Values of a row as text, by column; null is SQL's. */
export type RowValues = Record<string, string | null>;

/** Everything a person can do to a table; each answers with the table as it is afterwards. */
export type TableChange =
  | { kind: "add"; values: RowValues }
  | { kind: "change"; key: RowValues; values: RowValues }
  | { kind: "delete"; key: RowValues };

/** The first part of the key is the topic that tells of changes: it is runs that write to tables. */
const tableKey = (table: string) => ["runs", "table", table] as const;

/** The values that tell a row from the others. */
export function keyOf(table: Table, row: RowValues): RowValues {
  return Object.fromEntries(table.columns.filter(({ key }) => key).map(({ name }) => [name, row[name] ?? null]));
}

export function useTables() {
  return useQuery({
    queryKey: ["runs", "tables"],
    queryFn: ({ signal }) => get("/practice/tables", { signal }),
  });
}

export function useTable(table: string) {
  return useQuery({
    queryKey: tableKey(table),
    queryFn: ({ signal }) => get("/practice/tables/{table}", { path: { table }, signal }),
  });
}

export function useChangeTable(table: string) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: `table/${table}` },
    mutationFn: (change: TableChange) => apply(table, change),
    onSuccess: (content) => {
      client.setQueryData<TableContent>(tableKey(table), content);
      return client.invalidateQueries({ queryKey: ["runs", "tables"] });
    },
  });
}

function apply(table: string, change: TableChange): Promise<TableContent> {
  const path = { table };
  switch (change.kind) {
    case "add":
      return post("/practice/tables/{table}/rows", { path, body: { values: change.values } });
    case "change":
      return put("/practice/tables/{table}/rows", { path, body: { key: change.key, values: change.values } });
    case "delete":
      return remove("/practice/tables/{table}/rows", { path, body: { key: change.key } });
  }
}
