import { ActionIcon, Group, Menu } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconCopyPlus,
  IconDots,
  IconIndentDecrease,
  IconIndentIncrease,
  IconTrash,
} from "@tabler/icons-react";
import { editing } from "@/text/editing";
import type { QuestionActions } from "./useQuestionActions";

const words = editing.questions;

interface QuestionToolsProps {
  row: string;
  name: string;
  actions: QuestionActions;
  first: boolean;
  last: boolean;
}

/** Buttons of a question. After a move the pressed button keeps the focus, wherever the row has gone. */
export function QuestionTools({ row, name, actions, first, last }: QuestionToolsProps) {
  const move = (by: 1 | -1) => () => {
    actions.move(by);
    const button = `[data-move="${CSS.escape(`${row}${by < 0 ? "-up" : "-down"}`)}"]`;
    requestAnimationFrame(() => document.querySelector<HTMLElement>(button)?.focus());
  };
  return (
    <Group gap={0} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={words.moveUp(name)}
        aria-disabled={first}
        data-disabled={first}
        data-move={`${row}-up`}
        onClick={move(-1)}
      >
        <IconArrowUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={words.moveDown(name)}
        aria-disabled={last}
        data-disabled={last}
        data-move={`${row}-down`}
        onClick={move(1)}
      >
        <IconArrowDown size={18} aria-hidden />
      </ActionIcon>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.menu(name)}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopyPlus size={16} aria-hidden />} onClick={actions.duplicate}>
            {words.duplicate}
          </Menu.Item>
          {actions.into && (
            <Menu.Item leftSection={<IconIndentIncrease size={16} aria-hidden />} onClick={actions.into}>
              {words.into}
            </Menu.Item>
          )}
          {actions.outOf && (
            <Menu.Item leftSection={<IconIndentDecrease size={16} aria-hidden />} onClick={actions.outOf}>
              {words.outOf}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={actions.remove}>
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
