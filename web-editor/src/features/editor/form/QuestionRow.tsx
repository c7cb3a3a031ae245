import { Text } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useId, type KeyboardEvent } from "react";
import type { Place } from "@/recipe/pointer";
import { typeOf, type Question } from "@/recipe/questions";
import { typed } from "@/recipe/shape";
import { readable } from "@/recipe/template";
import { text } from "@/text";
import { editing } from "@/text/editing";
import { StateBadge } from "@/ui/StateBadge";
import classes from "../components/steps.module.css";
import { useProblemCount } from "../state/Editing";
import { useOpenSteps } from "../state/OpenSteps";
import { memoByContent } from "../state/sameProps";
import { rowOf } from "./focusQuestion";
import { QuestionPanel } from "./QuestionPanel";
import { QuestionTools } from "./QuestionTools";
import { useQuestionActions } from "./useQuestionActions";

const words = editing.questions;

interface QuestionRowProps {
  question: Question;
  list: Place;
  index: number;
  count: number;
}

/** One question: its words, what can be done with it, and its form when open. */
export const QuestionRow = memoByContent(function QuestionRow({ question, list, index, count }: QuestionRowProps) {
  const { isOpen, setOpen } = useOpenSteps();
  const panelId = useId();
  const place: Place = [...list, index];
  const row = rowOf(question);
  const type = typeOf(question);
  const name = readable(question.text, 120) || words.unnamed;
  const problems = useProblemCount(place);
  const actions = useQuestionActions({ question, list, index, count, name });
  const open = isOpen(row);
  const about = [
    type === undefined ? words.typeUnknown(typed(question.type)) : words.types[type],
    ...(question.required === true ? [words.needed] : []),
    ...(question.enableWhen === undefined ? [] : [words.sometimes]),
  ].join(", ");

  const keys = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    actions.move(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <h4 className={classes.title}>
          <button
            type="button"
            className={classes.toggle}
            data-step={row}
            aria-expanded={open}
            aria-controls={panelId}
            onClick={() => setOpen(row, !open)}
            onKeyDown={keys}
          >
            <IconChevronRight size={18} aria-hidden className={classes.chevron} />
            <span className={classes.name}>
              {name}
              <Text span size="xs" c="dimmed" fw={400} display="block">
                {about}
              </Text>
            </span>
            {problems > 0 && <StateBadge tone="bad" label={text.editor.problemsHere(problems)} />}
          </button>
        </h4>
        <QuestionTools row={row} name={name} actions={actions} first={index === 0} last={index === count - 1} />
      </div>
      <div id={panelId} role="group" aria-label={name} hidden={!open} className={classes.panel}>
        {open && <QuestionPanel question={question} place={place} />}
      </div>
    </li>
  );
});
