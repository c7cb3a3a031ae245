import { IconChevronRight } from "@tabler/icons-react";
import { useId, type ClipboardEvent, type KeyboardEvent } from "react";
import { findAction } from "@/recipe/catalog";
import type { Place } from "@/recipe/pointer";
import { describeStep } from "@/recipe/sentences";
import { readStep } from "@/recipe/shape";
import type { StepDocument } from "@/recipe/steps";
import { text } from "@/text";
import { StateBadge } from "@/ui/StateBadge";
import { useProblemCount, useView } from "../state/Editing";
import { useOpenSteps } from "../state/OpenSteps";
import { useStepActions } from "../state/useStepActions";
import { memoByContent } from "../state/sameProps";
import { StepIcon } from "./StepIcon";
import { StepPanel } from "./StepPanel";
import { StepTools } from "./StepTools";
import classes from "./steps.module.css";

interface StepRowProps {
  step: StepDocument;
  list: Place;
  index: number;
  count: number;
}

/** One step: its sentence, what can be done with it, and its form when open. */
export const StepRow = memoByContent(function StepRow({ step, list, index, count }: StepRowProps) {
  const catalog = useView((view) => view.catalog);
  const { isOpen, setOpen } = useOpenSteps();
  const panelId = useId();
  const place: Place = [...list, index];
  const shape = readStep(step);
  const name = describeStep(shape, findAction(catalog, step.uses)?.kind.title);
  const problems = useProblemCount(place);
  const actions = useStepActions({ step, list, index, count, name });
  const open = isOpen(shape.id);

  const keys = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    actions.move(event.key === "ArrowUp" ? -1 : 1);
  };
  const clipboard = (take: boolean) => (event: ClipboardEvent) => {
    event.clipboardData.setData("text/plain", JSON.stringify(step, null, 2));
    event.preventDefault();
    if (take) actions.remove();
  };
  const paste = (event: ClipboardEvent) => {
    if (actions.paste(event.clipboardData.getData("text/plain"))) event.preventDefault();
  };

  return (
    <li className={classes.row} data-disabled={step.disabled === true}>
      <div className={classes.head}>
        <h3 className={classes.title}>
          <button
            type="button"
            className={classes.toggle}
            data-step={shape.id}
            aria-expanded={open}
            aria-controls={panelId}
            onClick={() => setOpen(shape.id, !open)}
            onKeyDown={keys}
            onCopy={clipboard(false)}
            onCut={clipboard(true)}
            onPaste={paste}
          >
            <IconChevronRight size={18} aria-hidden className={classes.chevron} />
            <StepIcon step={shape} />
            <span className={classes.name}>{name}</span>
            {step.disabled === true && <StateBadge tone="quiet" label={text.editor.disabled} />}
            {problems > 0 && <StateBadge tone="bad" label={text.editor.problemsHere(problems)} />}
          </button>
        </h3>
        <StepTools
          id={shape.id}
          name={name}
          step={step}
          list={list}
          first={index === 0}
          last={index === count - 1}
          actions={actions}
        />
      </div>
      <div id={panelId} role="group" aria-label={name} hidden={!open} className={classes.panel}>
        {open && <StepPanel step={step} place={place} />}
      </div>
    </li>
  );
});
