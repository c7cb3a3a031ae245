import { NumberInput } from "@mantine/core";
import type { Place } from "@/recipe/pointer";
import { useAt, useEditing } from "../state/Editing";
import { control } from "./ChoiceField";
import type { Frame } from "./SchemaField";

export function NumberField({ place, frame, whole }: { place: Place; frame: Frame; whole: boolean }) {
  const { set } = useEditing();
  const value = useAt(place);
  return (
    <NumberInput
      {...control(frame)}
      value={typeof value === "number" || typeof value === "string" ? value : ""}
      allowDecimal={!whole}
      onChange={(typed) => set(place, typed === "" ? undefined : typed)}
    />
  );
}
