import { ActionIcon, Group, ScrollArea, Table, Text } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { clinic } from "@/text/clinic";
import type { RowValues, Table as Described } from "../api/tables";

const words = clinic.table;

interface TableRowsProps {
  table: Described;
  rows: readonly RowValues[];
  nameOf: (row: RowValues) => string;
  onEdit: (row: RowValues) => void;
  onDelete: (row: RowValues) => void;
}

/** Rows with the buttons to change them in front, where they are in sight however wide the table is. */
export function TableRows({ table, rows, nameOf, onEdit, onDelete }: TableRowsProps) {
  return (
    <ScrollArea.Autosize mah={380} viewportProps={{ tabIndex: 0, role: "group", "aria-label": table.name }}>
      <Table stickyHeader withTableBorder striped aria-label={words.rows(table.name)} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.change}</Table.Th>
            {table.columns.map(({ name, type, key }) => (
              <Table.Th key={name} style={{ whiteSpace: "nowrap" }}>
                {name}
                <Text size="xs" c="dimmed">
                  {key ? words.keyType(words.types[type] ?? type) : (words.types[type] ?? type)}
                </Text>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={nameOf(row)}>
              <Table.Td>
                <Group gap={4} wrap="nowrap">
                  <ActionIcon variant="subtle" aria-label={words.edit(nameOf(row))} onClick={() => onEdit(row)}>
                    <IconPencil size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon variant="subtle" aria-label={words.delete(nameOf(row))} onClick={() => onDelete(row)}>
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </Group>
              </Table.Td>
              {table.columns.map(({ name }) => (
                <Table.Td key={name} style={{ whiteSpace: "nowrap" }}>
                  {row[name] ?? (
                    <Text span size="sm" c="dimmed" fs="italic">
                      {words.nothing}
                    </Text>
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
