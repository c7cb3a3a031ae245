import { Textarea } from "@mantine/core";
import { useState } from "react";
import { readJson } from "@/recipe/jsonText";
import type { Place } from "@/recipe/pointer";
import { text } from "@/text";
import classes from "./fields.module.css";
import { useAt, useEditing, useProblemAt } from "../state/Editing";

/** A value the form cannot show in parts, as text. What is no JSON is kept and explained until it is. */
export function JsonField({ place, label }: { place: Place; label: string }) {
  const { set } = useEditing();
  const error = useProblemAt(place);
  const [typed, setTyped] = useState<string>();
  const value = useAt(place);
  const reading = typed === undefined ? undefined : readJson(typed);
  const broken =
    reading !== undefined && !reading.ok
      ? text.fields.notJson(reading.problem.message, reading.problem.line)
      : undefined;
  return (
    <Textarea
      {...(label === "" ? { "aria-label": text.recipes.json } : { label })}
      classNames={{ input: classes.mono ?? "" }}
      autosize
      minRows={2}
      maxRows={14}
      value={typed ?? (value === undefined ? "" : JSON.stringify(value, null, 2))}
      error={broken ?? error}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setTyped(next);
        if (next.trim() === "") {
          set(place, undefined);
          return;
        }
        const read = readJson(next);
        if (read.ok) set(place, read.node.value);
      }}
      onBlur={() => {
        if (broken === undefined) setTyped(undefined);
      }}
    />
  );
}
