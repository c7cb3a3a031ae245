import { Button, Group, Modal, NumberInput, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { pointerOf, type Place } from "@/recipe/pointer";
import { allSteps, innerLists, stepsAt, type StepDocument } from "@/recipe/steps";
import { text } from "@/text";
import { useView } from "../state/Editing";
import type { StepActions } from "../state/useStepActions";
import { listName } from "./listName";

const words = text.editor;

interface MoveDialogProps {
  step: StepDocument;
  from: Place;
  name: string;
  actions: StepActions;
  onClose: () => void;
}

/** Moves a step to any place of any list, without dragging. */
export function MoveDialog({ step, from, name, actions, onClose }: MoveDialogProps) {
  const document = useView((view) => view.document);
  const lists = listsOutside(document, step);
  const [target, setTarget] = useState(pointerOf(from));
  const [at, setAt] = useState(1);
  const list = lists.find(({ place }) => pointerOf(place) === target);
  const room = list === undefined ? 1 : stepsAt(document, list.place).filter((each) => each !== step).length + 1;
  return (
    <Modal opened onClose={onClose} title={words.moveToTitle(name)}>
      <Stack>
        <Select
          label={words.moveToWhere}
          data={lists.map(({ place, label }) => ({ value: pointerOf(place), label }))}
          value={target}
          allowDeselect={false}
          onChange={(chosen) => {
            setTarget(chosen ?? target);
            setAt(1);
          }}
        />
        <NumberInput
          label={words.moveToPlace}
          min={1}
          max={room}
          value={at}
          onChange={(typed) => setAt(typeof typed === "number" ? typed : 1)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button
            onClick={() => {
              if (list !== undefined) actions.moveInto(list.place, Math.min(at, room) - 1, list.label);
              onClose();
            }}
          >
            {words.move}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Every list of the recipe but those inside the step itself. */
function listsOutside(document: unknown, step: StepDocument): { place: Place; label: string }[] {
  const inside = new Set(allSteps({ steps: [step] }).map((found) => found.step));
  const found = allSteps(document)
    .filter((each) => !inside.has(each.step))
    .flatMap(({ step: owner, list, index }) =>
      innerLists(owner, [...list, index]).map((inner) => ({ place: inner.place, label: listName(inner, owner) })),
    );
  return [{ place: ["steps"], label: words.then }, ...found, { place: ["onFailure"], label: words.failure }];
}
