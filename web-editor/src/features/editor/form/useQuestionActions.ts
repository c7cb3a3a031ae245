import { getAt, setAt, type Place } from "@/recipe/pointer";
import { copyQuestion, namesIn, questionsIn, typeOf, type Question } from "@/recipe/questions";
import { insertStep, moveStep, removeStep } from "@/recipe/steps";
import { text } from "@/text";
import { editing } from "@/text/editing";
import { announce, toast } from "@/ui/live";
import { useEditing } from "../state/Editing";
import { focusQuestion, rowOf } from "./focusQuestion";
import { useFormPlace } from "./formPlace";

const words = editing.questions;

interface Subject {
  question: Question;
  list: Place;
  index: number;
  count: number;
  /** Its words, for what is said. */
  name: string;
}

export interface QuestionActions {
  /** Up or down by one; says so at the ends. */
  move: (by: 1 | -1) => void;
  duplicate: () => void;
  /** Into the group right above; undefined where there is none. */
  into: (() => void) | undefined;
  /** Out of the group it is in; undefined where it is in none. */
  outOf: (() => void) | undefined;
  remove: () => void;
}

/** What can be done with a question, each said aloud and each undone with one press. */
export function useQuestionActions({ question, list, index, count, name }: Subject): QuestionActions {
  const { now, replace, undo } = useEditing();
  const form = useFormPlace();
  const others = () => questionsIn(getAt(now().document, list));
  const above = others()[index - 1];
  const isInGroup = list.length > form.place.length + 1;
  const group = list.slice(0, -2);
  const row = rowOf(question);
  const focusSoon = (which: string) => requestAnimationFrame(() => focusQuestion(which));

  return {
    move: (by) => {
      const to = index + by;
      if (to < 0 || to >= count) {
        announce(to < 0 ? words.first : words.last);
        return;
      }
      replace(moveStep(now().document, list, index, to), "move");
      announce(words.moved(name, to + 1, count));
    },
    duplicate: () => {
      const { document } = now();
      const copy = copyQuestion(question, namesIn(getAt(document, [...form.place, "item"])));
      replace(insertStep(document, list, index + 1, copy), "duplicate");
      announce(words.added(name));
    },
    into:
      above === undefined || typeOf(above) !== "group"
        ? undefined
        : () => {
            const inner: Place = [...list, index - 1, "item"];
            const without = removeStep(now().document, list, index);
            const end = questionsIn(getAt(without, inner)).length;
            replace(insertStep(without, inner, end, question), "move");
            announce(words.moved(name, end + 1, end + 1));
            focusSoon(row);
          },
    outOf: !isInGroup
      ? undefined
      : () => {
          const { document } = now();
          const without = setAt(document, list, others().toSpliced(index, 1));
          const at = Number(list.at(-2)) + 1;
          replace(insertStep(without, group, at, question), "move");
          announce(words.moved(name, at + 1, questionsIn(getAt(document, group)).length + 1));
          focusSoon(row);
        },
    remove: () => {
      const next = others()[index + 1] ?? others()[index - 1];
      replace(removeStep(now().document, list, index), "delete");
      if (next !== undefined) focusSoon(rowOf(next));
      toast({ tone: "done", message: words.removed(name), undo: { label: text.common.undo, run: undo } });
    },
  };
}
