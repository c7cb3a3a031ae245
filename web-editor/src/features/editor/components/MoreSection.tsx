import { Select } from "@mantine/core";
import type { Place } from "@/recipe/pointer";
import { isObject, typed } from "@/recipe/shape";
import type { StepDocument } from "@/recipe/steps";
import { text } from "@/text";
import { DurationField } from "../fields/DurationField";
import { MoreFields } from "../fields/MoreFields";
import { useEditing, useProblemAt } from "../state/Editing";
import classes from "./steps.module.css";
import { RetryFields } from "./RetryFields";
import { StepList } from "./StepList";
import { WrittenField } from "./WrittenField";

const words = text.editor;

/** What most steps leave as it is: time limit, repeats, and what follows a failure. */
export function MoreSection({ step, place }: { step: StepDocument; place: Place }) {
  const { set } = useEditing();
  const onError = isObject(step.onError) ? "steps" : step.onError === "continue" ? "continue" : "fail";
  const choose = (chosen: string | null) => {
    const next = { fail: undefined, continue: "continue", steps: { steps: [] } };
    set([...place, "onError"], next[(chosen ?? "fail") as keyof typeof next]);
  };
  const timeoutError = useProblemAt([...place, "timeout"]);
  const optional = { help: undefined, required: false };
  return (
    <MoreFields place={place} names={["timeout", "retry", "onError", "note"]} label={words.more}>
      <DurationField place={[...place, "timeout"]} frame={{ ...optional, label: words.timeout, error: timeoutError }} />
      <RetryFields place={[...place, "retry"]} />
      <Select
        label={words.onError}
        data={(["fail", "continue", "steps"] as const).map((value) => ({ value, label: words.onErrors[value] }))}
        value={onError}
        allowDeselect={false}
        onChange={choose}
      />
      {onError === "steps" && (
        <div className={classes.inner}>
          <StepList list={[...place, "onError", "steps"]} name={words.errorStepsOf(typed(step.id))} />
        </div>
      )}
      <WrittenField place={[...place, "note"]} label={words.note} help={words.noteHelp} plain multiline />
    </MoreFields>
  );
}
