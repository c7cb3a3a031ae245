import { Stack } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { isInside, type Place } from "@/recipe/pointer";
import { text } from "@/text";
import { useView } from "../state/Editing";
import classes from "./fields.module.css";

interface MoreFieldsProps {
  place: Place;
  /** The names of the values inside; a problem with one of them opens the fields. */
  names: string[];
  label?: string;
  children: ReactNode;
}

/** Fields that most people leave as they are. */
export function MoreFields({ place, names, label = text.fields.more, children }: MoreFieldsProps) {
  const wrong = useView(({ problems }) =>
    problems.some(({ pointer }) => names.some((name) => isInside(pointer, [...place, name]))),
  );
  const [open, setOpen] = useState(wrong);
  const [wasWrong, setWasWrong] = useState(wrong);
  if (wrong !== wasWrong) {
    setWasWrong(wrong);
    // Opens for a problem, but does not shut under the hands of whoever has just solved it.
    if (wrong) setOpen(true);
  }
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={classes.more}>{label}</summary>
      <Stack gap="md" mt="sm">
        {children}
      </Stack>
    </details>
  );
}
