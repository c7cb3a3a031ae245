import type { ReactNode } from "react";
import type { Place } from "@/recipe/pointer";
import { useEditing, useScope } from "../state/Editing";
import { ValueMenu } from "./ValueMenu";
import classes from "./fields.module.css";

interface PickedOrProps {
  place: Place;
  label: string;
  children: ReactNode;
}

/** A field for a fixed value, which may be a value from before instead; emptied, it is the fixed one again. */
export function PickedOr({ place, label, children }: PickedOrProps) {
  const { set } = useEditing();
  const groups = useScope(place);
  return (
    <div className={classes.picked}>
      {children}
      <ValueMenu field={label} groups={groups} onChoose={(expression) => set(place, `{{ ${expression} }}`)} />
    </div>
  );
}
