import { NumberInput } from "@mantine/core";
import { getAt, type Place } from "@/recipe/pointer";
import { useEditing } from "../state/Editing";
import { control } from "./ChoiceField";
import type { Frame } from "./SchemaField";

export function NumberField({ place, frame, whole }: { place: Place; frame: Frame; whole: boolean }) {
  const { document, set } = useEditing();
  const value = getAt(document, place);
  return (
    <NumberInput
      {...control(frame)}
      value={typeof value === "number" || typeof value === "string" ? value : ""}
      allowDecimal={!whole}
      onChange={(typed) => set(place, typed === "" ? undefined : typed)}
    />
  );
}
