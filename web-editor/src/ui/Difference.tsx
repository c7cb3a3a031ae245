import { VisuallyHidden } from "@mantine/core";
import { useMemo } from "react";
import { difference } from "@/recipe/difference";
import { text } from "@/text";
import classes from "./Difference.module.css";

const words = text.editor;

/** Two texts of a recipe, line by line; each line that differs says which it is from. */
export function Difference({ label, theirs, yours }: { label: string; theirs: string; yours: string }) {
  const lines = useMemo(() => difference(theirs, yours), [theirs, yours]);
  return (
    // Scrolls, so it can be reached by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={classes.difference} tabIndex={0} role="group" aria-label={label}>
      {lines.map(({ only, text: line }, index) => (
        <div key={index} data-only={only}>
          <span aria-hidden>{only === "theirs" ? "− " : only === "yours" ? "+ " : "  "}</span>
          {only && <VisuallyHidden>{only === "theirs" ? words.onlyTheirs : words.onlyYours}: </VisuallyHidden>}
          {line}
        </div>
      ))}
    </pre>
  );
}
