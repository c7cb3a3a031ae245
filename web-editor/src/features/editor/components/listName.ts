import { describeStep } from "@/recipe/sentences";
import { readStep } from "@/recipe/shape";
import type { StepDocument, StepList } from "@/recipe/steps";
import { text } from "@/text";

const words = text.editor;

/** What a list inside a step is called, with the step it belongs to. */
export function listName({ role, number }: StepList, owner: StepDocument): string {
  return `${describeStep(readStep(owner))}: ${roleName(role, number)}`;
}

export function roleName(role: StepList["role"], number: number): string {
  switch (role) {
    case "main":
      return words.then;
    case "failure":
      return words.failure;
    case "branch":
      return words.branchThen(number + 1);
    case "otherwise":
      return words.otherwise;
    case "loop":
      return words.loopSteps;
    case "side":
      return words.sideSteps(number + 1);
    case "error":
      return words.errorSteps;
    case "timeout":
      return words.timeoutSteps;
  }
}
