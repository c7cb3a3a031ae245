import { TextInput } from "@mantine/core";
import { useState } from "react";
import { renameStep, stepIds, type StepDocument } from "@/recipe/steps";
import { text } from "@/text";
import { afterPress } from "@/ui/afterPress";
import { useEditing } from "../state/Editing";
import { useOpenSteps } from "../state/OpenSteps";

const words = text.editor;

/** A step's id. Takes effect when left; everything that refers to the step follows. */
export function StepName({ step }: { step: StepDocument }) {
  const { now, replace } = useEditing();
  const { setOpen } = useOpenSteps();
  const id = typeof step.id === "string" ? step.id : "";
  const [typed, setTyped] = useState<string>();
  const error = typed === undefined || typed === id ? undefined : wrong(typed, stepIds(now().document));
  const rename = () => {
    if (typed !== undefined && typed !== id && error === undefined) {
      setOpen(typed, true);
      replace(renameStep(now().document, id, typed), "rename");
    }
    if (error === undefined) setTyped(undefined);
  };
  return (
    <TextInput
      label={words.stepName}
      description={words.stepNameHelp}
      value={typed ?? id}
      error={error}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => afterPress(rename)}
      onKeyDown={(event) => {
        if (event.key === "Enter") rename();
      }}
      maw={320}
    />
  );
}

function wrong(id: string, taken: ReadonlySet<string>): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(id)) return words.idWrong;
  return taken.has(id) ? words.idTaken : undefined;
}
