import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { IconTablePlus } from "@tabler/icons-react";
import { useState } from "react";
import { text } from "@/text";
import { clinic } from "@/text/clinic";
import { Empty, Loaded } from "@/ui/Loaded";
import { announce, toast } from "@/ui/live";
import {
  keyOf,
  useChangeTable,
  useTable,
  useTables,
  type RowValues,
  type Table,
  type TableContent,
} from "../api/tables";
import { RowDialog } from "./RowDialog";
import { TableRows } from "./TableRows";

const words = clinic.table;

/** The database's tables: choose one, look at what recipes write to it, and change rows as a clinic's system would. */
export function TablePanel() {
  const tables = useTables();
  const [chosen, setChosen] = useState<string>();
  return (
    <Loaded query={tables} what={words.title}>
      {({ tables: list }) => {
        const table = list.find(({ name }) => name === chosen) ?? list.find(({ total }) => total > 0) ?? list[0];
        if (table === undefined) return <Empty title={words.none} help={words.noneHelp} />;
        return (
          <Stack gap="sm">
            <Select
              label={words.choose}
              description={words.help}
              data={list.map(({ name, total }) => ({ value: name, label: words.named(name, total) }))}
              value={table.name}
              onChange={(name) => setChosen(name ?? undefined)}
              allowDeselect={false}
              maw={480}
            />
            <OneTable key={table.name} table={table} />
          </Stack>
        );
      }}
    </Loaded>
  );
}

function OneTable({ table }: { table: Table }) {
  const content = useTable(table.name);
  return (
    <Loaded query={content} what={table.name}>
      {(loaded) => <Rows content={loaded} />}
    </Loaded>
  );
}

function Rows({ content: { table, rows } }: { content: TableContent }) {
  const [asked, setAsked] = useState<{ row: RowValues | undefined }>();
  const change = useChangeTable(table.name);
  const remove = (row: RowValues) => {
    const name = nameOf(table, row);
    change.mutate(
      { kind: "delete", key: keyOf(table, row) },
      {
        onSuccess: () =>
          toast({
            tone: "done",
            message: words.deleted(name),
            undo: {
              label: text.common.undo,
              run: () =>
                change.mutate({ kind: "add", values: row }, { onSuccess: () => announce(words.restored(name)) }),
            },
          }),
        onError: (error) => toast({ tone: "problem", message: `${words.notChanged} ${error.message}` }),
      },
    );
  };
  return (
    <>
      {rows.length === 0 ? (
        <Empty title={words.empty(table.name)} help={words.emptyHelp} />
      ) : (
        <TableRows
          table={table}
          rows={rows.map((values) => rowOf(table, values))}
          nameOf={(row) => nameOf(table, row)}
          onEdit={(row) => setAsked({ row })}
          onDelete={remove}
        />
      )}
      <Group justify="space-between">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTablePlus size={16} aria-hidden />}
          onClick={() => setAsked({ row: undefined })}
        >
          {words.add}
        </Button>
        <Text size="xs" c="dimmed">
          {rows.length < table.total ? words.some(rows.length, table.total) : words.all(table.total)}
        </Text>
      </Group>
      {asked && (
        <RowDialog
          table={table}
          row={asked.row}
          name={asked.row && nameOf(table, asked.row)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function rowOf(table: Table, values: readonly (string | null)[]): RowValues {
  return Object.fromEntries(table.columns.map(({ name }, index) => [name, values[index] ?? null]));
}

/** As a person says it: the values that tell the row from the others. */
function nameOf(table: Table, row: RowValues): string {
  return Object.values(keyOf(table, row)).join(", ");
}
