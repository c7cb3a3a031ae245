import { ActionIcon, Group, Menu } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconClipboardCopy,
  IconCopyPlus,
  IconDots,
  IconEyeOff,
  IconStack2,
  IconTrash,
} from "@tabler/icons-react";
import { useState } from "react";
import type { Place } from "@/recipe/pointer";
import type { StepDocument } from "@/recipe/steps";
import { text } from "@/text";
import type { StepActions } from "../state/useStepActions";
import { MoveDialog } from "./MoveDialog";

const words = text.editor;

interface StepToolsProps {
  id: string;
  name: string;
  step: StepDocument;
  list: Place;
  first: boolean;
  last: boolean;
  actions: StepActions;
}

/** Buttons of a step. After a move the pressed button keeps the focus, wherever the row has gone. */
export function StepTools({ id, name, step, list, first, last, actions }: StepToolsProps) {
  const [moving, setMoving] = useState(false);
  const move = (by: 1 | -1) => () => {
    actions.move(by);
    const button = `[data-move="${CSS.escape(`${id}${by < 0 ? "-up" : "-down"}`)}"]`;
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
        data-move={`${id}-up`}
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
        data-move={`${id}-down`}
        onClick={move(1)}
      >
        <IconArrowDown size={18} aria-hidden />
      </ActionIcon>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.menu(name)}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopyPlus size={16} aria-hidden />} onClick={actions.duplicate}>
            {words.duplicate}
          </Menu.Item>
          <Menu.Item leftSection={<IconStack2 size={16} aria-hidden />} onClick={() => setMoving(true)}>
            {words.moveTo}
          </Menu.Item>
          <Menu.Item leftSection={<IconClipboardCopy size={16} aria-hidden />} onClick={actions.copy}>
            {words.copy}
          </Menu.Item>
          {"uses" in step && (
            <Menu.Item leftSection={<IconEyeOff size={16} aria-hidden />} onClick={actions.toggleDisabled}>
              {step.disabled === true ? words.enable : words.disable}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={actions.remove}>
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {moving && <MoveDialog step={step} from={list} name={name} actions={actions} onClose={() => setMoving(false)} />}
    </Group>
  );
}
