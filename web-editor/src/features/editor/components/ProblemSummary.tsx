import { Alert, Button, Group, Text, VisuallyHidden } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useEffect, useRef, useState, type Ref } from "react";
import type { Problem } from "@/api/http";
import { isInside, type Place } from "@/recipe/pointer";
import { describeStep } from "@/recipe/sentences";
import { readStep, typed } from "@/recipe/shape";
import { allSteps, type FoundStep } from "@/recipe/steps";
import { text } from "@/text";
import { useView } from "../state/Editing";
import { triggerRow, useOpenSteps } from "../state/OpenSteps";

const words = text.editor;
const quietMs = 1_000;

interface ProblemSummaryProps {
  ref: Ref<HTMLDivElement>;
  /** How many things are merely not filled in yet. */
  unfilled: number;
  onShow: () => void;
}

/** Everything that is wrong, in words, each leading to its place. Aloud only the count is said. */
export function ProblemSummary({ ref, unfilled, onShow }: ProblemSummaryProps) {
  const recipe = useView((view) => view.document);
  const problems = useView((view) => view.problems);
  const { setOpen } = useOpenSteps();
  const steps = allSteps(recipe);
  const spoken = useSpokenCount(problems.length);

  const go = (problem: Problem) => {
    const inside = steps.filter((found) => isInside(problem.pointer, placeOf(found)));
    for (const { step } of inside) setOpen(String(step.id), true);
    const inTrigger = problem.pointer.startsWith("/trigger");
    if (inTrigger) setOpen(triggerRow, true);
    const target = inTrigger ? triggerRow : inside.at(-1)?.step.id;
    requestAnimationFrame(() => {
      const element =
        target === undefined
          ? document.getElementById("editor-about")?.parentElement?.querySelector<HTMLElement>("input, button")
          : document.querySelector<HTMLElement>(`[data-step="${CSS.escape(typed(target))}"]`);
      element?.focus();
      element?.scrollIntoView({ block: "center" });
    });
  };

  return (
    <div ref={ref} tabIndex={-1} style={{ outline: "none" }}>
      {/* A region of its own: the count comes by itself and must not cut off what was said about a press. */}
      <VisuallyHidden role="status">{spoken}</VisuallyHidden>
      {/* Always a line: what comes and goes would move the form under somebody's pointer. */}
      {problems.length === 0 && (
        <Group gap="xs" mih={26}>
          <Text size="sm">{unfilled > 0 ? words.unfilled(unfilled) : words.nothingUnfilled}</Text>
          {unfilled > 0 && (
            <Button size="compact-sm" variant="subtle" onClick={onShow}>
              {words.showUnfilled}
            </Button>
          )}
        </Group>
      )}
      {problems.length > 0 && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={words.problems(problems.length)}>
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {problems.map((problem) => (
              <li key={`${problem.pointer} ${problem.code}`}>
                <a
                  href="#content"
                  onClick={(event) => {
                    event.preventDefault();
                    go(problem);
                  }}
                  style={{ color: "inherit" }}
                >
                  {placeName(problem, steps)}
                </a>
                <Text span size="sm">
                  : {problem.message}
                </Text>
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </div>
  );
}

function placeOf({ list, index }: FoundStep): Place {
  return [...list, index];
}

function placeName({ pointer }: Problem, steps: FoundStep[]): string {
  const found = steps.findLast((each) => isInside(pointer, placeOf(each)));
  if (found !== undefined) return describeStep(readStep(found.step));
  return pointer.startsWith("/trigger") ? words.triggerPart : words.recipePart;
}

/** How many are left, once it has been the same for a moment; nothing until the number changes for the first time. */
function useSpokenCount(count: number): string {
  const before = useRef(count);
  const [spoken, setSpoken] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => {
      if (count !== before.current) setSpoken(count === 0 ? words.noProblems : words.problemsLeft(count));
      before.current = count;
    }, quietMs);
    return () => clearTimeout(timer);
  }, [count]);
  return spoken;
}
