import { Stack } from "@mantine/core";
import type { Place } from "@/recipe/pointer";
import { readStep } from "@/recipe/shape";
import type { StepDocument } from "@/recipe/steps";
import { ConditionField } from "../fields/ConditionField";
import { text } from "@/text";
import { ActionForm } from "./ActionForm";
import { ChooseForm, LoopForm, ParallelForm } from "./BranchForms";
import { CallForm, StopForm, WaitForm } from "./SmallForms";
import { StepName } from "./StepName";
import { WaitForForm } from "./WaitForForm";

const words = text.editor;

/** The form of a step, by what kind of step it is. */
export function StepPanel({ step, place }: { step: StepDocument; place: Place }) {
  return (
    <Stack gap="md">
      <Kind step={step} place={place} />
      <ConditionField place={[...place, "if"]} label={words.stepIf} help={words.stepIfHelp} />
      <StepName step={step} />
    </Stack>
  );
}

function Kind({ step, place }: { step: StepDocument; place: Place }) {
  switch (readStep(step).kind) {
    case "action":
      return <ActionForm step={step} place={place} />;
    case "choose":
      return <ChooseForm step={step} place={place} />;
    case "forEach":
      return <LoopForm place={place} />;
    case "parallel":
      return <ParallelForm step={step} place={place} />;
    case "wait":
      return <WaitForm step={step} place={place} />;
    case "call":
      return <CallForm place={place} />;
    case "stop":
      return <StopForm place={place} />;
    case "waitFor":
      return <WaitForForm step={step} place={place} />;
  }
}
