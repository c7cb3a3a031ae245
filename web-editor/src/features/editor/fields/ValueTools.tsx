import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconBraces,
  IconCircleOff,
  IconLetterT,
  IconList,
  IconNumber123,
  IconToggleLeft,
} from "@tabler/icons-react";
import type { Place } from "@/recipe/pointer";
import { changedTo, kindOf, losesSome, valueKinds, type ValueKind } from "@/recipe/values";
import { text } from "@/text";
import { editing } from "@/text/editing";
import { toast } from "@/ui/live";
import { useEditing } from "../state/Editing";

const words = editing.values;
const icons = {
  text: IconLetterT,
  number: IconNumber123,
  yesNo: IconToggleLeft,
  list: IconList,
  entries: IconBraces,
  nothing: IconCircleOff,
} as const;

interface ValueToolsProps {
  place: Place;
  label: string;
  value: unknown;
  /** Where it stands in its list; undefined where it is in none. */
  moves?: { up: (() => void) | undefined; down: (() => void) | undefined };
}

/** What kind of value it is, to choose another; and where it stands in its list. */
export function ValueTools({ place, label, value, moves }: ValueToolsProps) {
  const { set, undo } = useEditing();
  const kind = kindOf(value);
  const Icon = icons[kind];
  const name = (moves === undefined ? words.kindOf : words.moreFor)(label, words.kinds[kind]);
  const choose = (next: ValueKind) => {
    if (next === kind) return;
    set(place, changedTo(next, value));
    if (losesSome(next, value)) {
      toast({ tone: "done", message: words.replaced(label), undo: { label: text.common.undo, run: undo } });
    }
  };
  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={name} title={words.kinds[kind]}>
          <Icon size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.kind}</Menu.Label>
        <Menu.RadioGroup value={kind} onChange={(next) => choose(next as ValueKind)}>
          {valueKinds.map((each) => (
            <Menu.RadioItem key={each} value={each} closeMenuOnClick>
              {words.kinds[each]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {moves && (
          <>
            <Menu.Divider />
            <Menu.Label>{words.place}</Menu.Label>
            <Menu.Item
              leftSection={<IconArrowUp size={16} aria-hidden />}
              disabled={moves.up === undefined}
              onClick={moves.up}
            >
              {words.moveUp}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowDown size={16} aria-hidden />}
              disabled={moves.down === undefined}
              onClick={moves.down}
            >
              {words.moveDown}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
