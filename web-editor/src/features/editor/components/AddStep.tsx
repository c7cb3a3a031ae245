import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Suspense, useRef, useState } from "react";
import { insertStep, type StepDocument } from "@/recipe/steps";
import type { Place } from "@/recipe/pointer";
import { text } from "@/text";
import { announce } from "@/ui/live";
import { lazily } from "@/ui/lazily";
import { useEditing } from "../state/Editing";
import { focusStep } from "../state/focusStep";
import { useOpenSteps } from "../state/OpenSteps";

const AddStepDialog = lazily(() => import("./AddStepDialog"));

interface AddStepProps {
  list: Place;
  index: number;
  where: string;
}

/** Adds a step at the end of a list, opens it and takes the focus there. */
export function AddStep({ list, index, where }: AddStepProps) {
  const { now, replace } = useEditing();
  const { setOpen } = useOpenSteps();
  const [choosing, setChoosing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  const add = (steps: StepDocument[]) => {
    setChoosing(false);
    let next = now().document;
    steps.forEach((step, offset) => {
      next = insertStep(next, list, index + offset, step);
    });
    replace(next, "add");
    const id = String(steps[0]?.id);
    setOpen(id, true);
    announce(text.editor.added(id));
    // Before the next paint, so that it never takes the focus from where somebody has gone on to meanwhile.
    requestAnimationFrame(() => focusStep(id));
  };

  const close = () => {
    setChoosing(false);
    // Who works by keyboard goes on where the dialog was opened.
    requestAnimationFrame(() => button.current?.focus());
  };

  return (
    <>
      <Button
        ref={button}
        size="sm"
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden />}
        aria-label={text.editor.addStepAt(where)}
        onClick={() => setChoosing(true)}
      >
        {text.editor.addStep}
      </Button>
      {choosing && (
        <Suspense fallback={null}>
          <AddStepDialog place={[...list, index]} onAdd={add} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
