import { Text } from "@mantine/core";
import { useState } from "react";
import type { Place } from "@/recipe/pointer";
import { rowKeys } from "@/recipe/rowKeys";
import { isObject, typed } from "@/recipe/shape";
import { text } from "@/text";
import { useAt } from "../state/Editing";
import { memoByContent } from "../state/sameProps";
import { AddStep } from "./AddStep";
import classes from "./steps.module.css";
import { StepRow } from "./StepRow";

/** Steps in their order, each opening its form; a list inside a step is named after it. */
export const StepList = memoByContent(function StepList({ list, name }: { list: Place; name: string }) {
  const written = useAt(list);
  const steps = Array.isArray(written) ? written.filter(isObject) : [];
  const keys = useRowKeys(steps.map(({ id }) => typed(id)));
  return (
    <div className={classes.listFrame}>
      <ol className={classes.list} aria-label={name}>
        {steps.map((step, index) => (
          <StepRow key={keys[index]} step={step} list={list} index={index} count={steps.length} />
        ))}
      </ol>
      {steps.length === 0 && (
        <Text size="sm" c="dimmed" mb="xs">
          {text.editor.noSteps}
        </Text>
      )}
      <AddStep list={list} index={steps.length} where={name} />
    </div>
  );
});

function useRowKeys(ids: string[]): readonly string[] {
  const [before, setBefore] = useState(() => rowKeys(undefined, ids));
  const now = rowKeys(before, ids);
  if (now !== before) setBefore(now);
  return now.keys;
}
