import { Button, Group, Select } from "@mantine/core";
import {
  IconRowInsertTop,
  IconRowRemove,
  IconSortAscendingLetters,
  IconSortDescendingLetters,
  IconTablePlus,
} from "@tabler/icons-react";
import { useState } from "react";
import { clinic } from "@/text/clinic";
import { announce } from "@/ui/live";

interface SheetToolsProps {
  /** The row the person is in, where it is one that can be changed; the header is row 0. */
  row: number | undefined;
  headers: readonly string[];
  onAdd: () => void;
  onInsert: (row: number) => void;
  onDelete: (row: number) => void;
  onSort: (column: number, descending: boolean) => void;
}

const words = clinic.sheet;

export function SheetTools({ row, headers, onAdd, onInsert, onDelete, onSort }: SheetToolsProps) {
  const [column, setColumn] = useState("0");
  const withRow = (act: (chosen: number) => void) => () => (row === undefined ? announce(words.chooseFirst) : act(row));
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" leftSection={<IconTablePlus size={16} aria-hidden />} onClick={onAdd}>
        {words.addRow}
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-disabled={row === undefined}
        data-disabled={row === undefined}
        leftSection={<IconRowInsertTop size={16} aria-hidden />}
        onClick={withRow(onInsert)}
      >
        {row === undefined ? words.insertChoose : words.insertAbove(row + 1)}
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-disabled={row === undefined}
        data-disabled={row === undefined}
        leftSection={<IconRowRemove size={16} aria-hidden />}
        onClick={withRow(onDelete)}
      >
        {row === undefined ? words.deleteChoose : words.deleteRow(row + 1)}
      </Button>
      <Group gap={4} ml={{ sm: "auto" }}>
        <Select
          size="xs"
          w={170}
          aria-label={words.sortBy}
          data={headers.map((header, index) => ({
            value: String(index),
            label: header === "" ? `${index + 1}` : header,
          }))}
          value={column}
          onChange={(value) => setColumn(value ?? "0")}
          allowDeselect={false}
        />
        <Button
          size="xs"
          variant="default"
          aria-label={words.ascending}
          title={words.ascending}
          onClick={() => onSort(Number(column), false)}
        >
          <IconSortAscendingLetters size={16} aria-hidden />
        </Button>
        <Button
          size="xs"
          variant="default"
          aria-label={words.descending}
          title={words.descending}
          onClick={() => onSort(Number(column), true)}
        >
          <IconSortDescendingLetters size={16} aria-hidden />
        </Button>
      </Group>
    </Group>
  );
}
