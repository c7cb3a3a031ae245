import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { text } from "@/text";
import { clinic } from "@/text/clinic";
import { announce } from "@/ui/live";
import { keyOf, useChangeTable, type RowValues, type Table, type TableColumn } from "../api/tables";

const words = clinic.table;

interface RowDialogProps {
  table: Table;
  /** Absent for a new one. */
  row: RowValues | undefined;
  name: string | undefined;
  onClose: () => void;
}

/** A row's values as a form. What is left empty is nothing, or its column's default in a new row. */
export function RowDialog({ table, row, name, onClose }: RowDialogProps) {
  const change = useChangeTable(table.name);
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(table.columns.map((column) => [column.name, row?.[column.name] ?? ""])),
  );
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    const changed = changedOf(table, row, values);
    if (row !== undefined && Object.keys(changed).length === 0) {
      onClose();
      return;
    }
    change.mutate(
      row === undefined
        ? { kind: "add", values: changed }
        : { kind: "change", key: keyOf(table, row), values: changed },
      {
        onSuccess: () => {
          announce(name === undefined ? words.added : words.saved(name));
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={name === undefined ? words.addTo(table.name) : words.edit(name)}>
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <Text size="sm">{words.editHelp}</Text>
          {table.columns.map((column, index) => (
            <TextInput
              key={column.name}
              label={column.name}
              description={describe(column)}
              value={values[column.name] ?? ""}
              onChange={(event) => setValues({ ...values, [column.name]: event.currentTarget.value })}
              required={column.required}
              data-autofocus={index === 0 || undefined}
            />
          ))}
          {change.error && <Alert color="red">{change.error.message}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {words.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function changedOf(table: Table, row: RowValues | undefined, values: Record<string, string>): RowValues {
  return Object.fromEntries(
    table.columns.flatMap(({ name }): [string, string | null][] => {
      const typed = values[name] ?? "";
      if (typed === (row?.[name] ?? "")) return [];
      return [[name, typed === "" ? null : typed]];
    }),
  );
}

function describe({ type, nullable }: TableColumn): string {
  const named = words.types[type] ?? type;
  return nullable ? words.mayBeEmpty(named) : named;
}
