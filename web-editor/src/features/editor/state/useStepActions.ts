import { readJson } from "@/recipe/jsonText";
import { setAt, type Place } from "@/recipe/pointer";
import { isObject, typed } from "@/recipe/shape";
import { copyStep, insertStep, moveStep, removeStep, stepIds, stepsAt, type StepDocument } from "@/recipe/steps";
import { text } from "@/text";
import { announce, toast } from "@/ui/live";
import { useEditing } from "./Editing";
import { focusStep } from "./focusStep";
import { useOpenSteps } from "./OpenSteps";

const words = text.editor;

interface Subject {
  step: StepDocument;
  list: Place;
  index: number;
  count: number;
  /** Its sentence, for what is said. */
  name: string;
}

export interface StepActions {
  /** Up or down by one; says so at the ends. */
  move: (by: 1 | -1) => void;
  moveInto: (list: Place, at: number, listName: string) => void;
  duplicate: () => void;
  toggleDisabled: () => void;
  remove: () => void;
  copy: () => void;
  /** Inserts copied steps after this one; false where the text is no step. */
  paste: (json: string) => boolean;
}

/** What can be done with a step, each said aloud and each undone with one press. */
export function useStepActions({ step, list, index, count, name }: Subject): StepActions {
  const { now, replace, undo } = useEditing();
  const { setOpen } = useOpenSteps();
  const here: Place = [...list, index];

  return {
    move: (by) => {
      const to = index + by;
      if (to < 0 || to >= count) {
        announce(to < 0 ? words.firstAlready : words.lastAlready);
        return;
      }
      replace(moveStep(now().document, list, index, to), "move");
      announce(words.moved(name, to + 1, count));
    },
    moveInto: (target, at, listName) => {
      const without = removeStep(now().document, list, index);
      const shifted = afterRemoval(target, list, index);
      replace(insertStep(without, shifted, at, step), "move");
      announce(words.movedInto(name, listName));
    },
    duplicate: () => {
      const copy = copyStep(step, stepIds(now().document));
      replace(insertStep(now().document, list, index + 1, copy), "duplicate");
      announce(words.added(name));
    },
    toggleDisabled: () => {
      replace(setAt(now().document, [...here, "disabled"], step.disabled === true ? undefined : true), "disable");
      announce(step.disabled === true ? words.enable : words.disabled);
    },
    remove: () => {
      const others = stepsAt(now().document, list);
      const neighbour = others[index + 1] ?? others[index - 1];
      replace(removeStep(now().document, list, index), "delete");
      if (neighbour !== undefined) requestAnimationFrame(() => focusStep(typed(neighbour.id)));
      toast({ tone: "done", message: words.removed(name), undo: { label: text.common.undo, run: undo } });
    },
    copy: () => {
      void navigator.clipboard
        .writeText(JSON.stringify(step, null, 2))
        .then(() => toast({ tone: "done", message: words.copied }));
    },
    paste: (json) => {
      const steps = readSteps(json);
      if (steps === undefined) return false;
      let next = now().document;
      steps.forEach((each, offset) => {
        const fresh = copyStep(each, stepIds(next));
        next = insertStep(next, list, index + 1 + offset, fresh);
        if (typeof fresh.id === "string") setOpen(fresh.id, true);
      });
      replace(next, "paste");
      announce(words.added(steps.map(({ id }) => String(id)).join(", ")));
      return true;
    },
  };
}

/** Steps in a text: one object, or a list of them; undefined where it is neither. */
export function readSteps(json: string): StepDocument[] | undefined {
  const reading = readJson(json);
  if (!reading.ok) return undefined;
  const list: unknown[] = Array.isArray(reading.node.value) ? reading.node.value : [reading.node.value];
  const steps = list.filter((each): each is StepDocument => isObject(each) && typeof each.id === "string");
  return steps.length === list.length && steps.length > 0 ? steps : undefined;
}

/** Where a list is after a step before it, in a list on the way to it, has been taken out. */
function afterRemoval(target: Place, list: Place, index: number): Place {
  const part = target[list.length];
  const onTheWay = list.every((each, depth) => target[depth] === each);
  return onTheWay && typeof part === "number" && part > index ? target.with(list.length, part - 1) : target;
}
