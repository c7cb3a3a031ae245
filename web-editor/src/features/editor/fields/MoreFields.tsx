import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { isInside, type Place } from "@/recipe/pointer";
import { text } from "@/text";
import { useEditing } from "../state/Editing";
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
  const { problems } = useEditing();
  const wrong = problems.some(({ pointer }) => names.some((name) => isInside(pointer, [...place, name])));
  return (
    <details {...(wrong && { open: true })}>
      <summary className={classes.more}>{label}</summary>
      <Stack gap="md" mt="sm">
        {children}
      </Stack>
    </details>
  );
}
