import { Select } from "@mantine/core";
import { distinct } from "@/recipe/distinct";
import { findAction } from "@/recipe/catalog";
import type { Place } from "@/recipe/pointer";
import { describeStep } from "@/recipe/sentences";
import { readStep, typed } from "@/recipe/shape";
import { stepsBefore, type StepDocument } from "@/recipe/steps";
import { editing } from "@/text/editing";
import { useAt, useEditing, useProblemAt, useView } from "../state/Editing";

interface EarlierStepFieldProps {
  place: Place;
  label: string;
  help: string;
  required?: boolean;
  /** In place of writing only its id. */
  onChoose?: (step: StepDocument) => void;
}

/** One of the messages that earlier steps send. */
export function EarlierStepField({ place, label, help, required = false, onChoose }: EarlierStepFieldProps) {
  const { set } = useEditing();
  const error = useProblemAt(place);
  const written = typed(useAt(place));
  const catalog = useView((view) => view.catalog);
  const document = useView((view) => view.document);
  const messages = stepsBefore(document, place).filter(
    (step) => step.message !== undefined || findAction(catalog, step.uses)?.kind.effect === "message",
  );
  const choices = distinct(messages.map((step) => ({ value: typed(step.id), label: describeStep(readStep(step)) })));
  const unknown = written !== "" && !choices.some(({ value }) => value === written);
  return (
    <Select
      label={label}
      description={choices.length === 0 ? editing.waits.noMessageBefore : help}
      data={unknown ? [...choices, { value: written, label: written }] : choices}
      value={written === "" ? null : written}
      error={error}
      withAsterisk={required}
      clearable={!required}
      onChange={(chosen) => {
        const step = messages.find(({ id }) => id === chosen);
        if (step !== undefined && onChoose !== undefined) onChoose(step);
        else set(place, chosen ?? (required ? "" : undefined));
      }}
      maw={420}
    />
  );
}
