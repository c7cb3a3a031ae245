import { Group, TextInput } from "@mantine/core";
import type { Place } from "@/recipe/pointer";
import { isNumber, type QuestionType } from "@/recipe/questions";
import { typed } from "@/recipe/shape";
import { editing } from "@/text/editing";
import { NumberField } from "../fields/NumberField";
import { useAt, useEditing, useProblemAt } from "../state/Editing";

const words = editing.questions;

/** From where to where an answer may be: numbers, days, or how long a text is. */
export function BoundsFields({ place, type }: { place: Place; type: QuestionType }) {
  if (isNumber(type)) {
    return (
      <Group align="flex-start">
        <Bound place={[...place, "minValue"]} label={words.lowest} whole={type === "integer"} />
        <Bound place={[...place, "maxValue"]} label={words.highest} whole={type === "integer"} />
      </Group>
    );
  }
  if (type === "date") {
    return (
      <Group align="flex-start">
        <Day place={[...place, "minValue"]} label={words.earliest} />
        <Day place={[...place, "maxValue"]} label={words.latest} />
      </Group>
    );
  }
  if (type !== "string" && type !== "text") return null;
  return (
    <Group align="flex-start">
      <Bound place={[...place, "minLength"]} label={words.shortest} whole />
      <Bound place={[...place, "maxLength"]} label={words.longest} whole />
    </Group>
  );
}

function Bound({ place, label, whole }: { place: Place; label: string; whole: boolean }) {
  const error = useProblemAt(place);
  return <NumberField place={place} whole={whole} frame={{ label, help: undefined, error, required: false }} />;
}

function Day({ place, label }: { place: Place; label: string }) {
  const { set } = useEditing();
  const error = useProblemAt(place);
  return (
    <TextInput
      type="date"
      label={label}
      error={error}
      value={typed(useAt(place))}
      onChange={(event) => set(place, event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
    />
  );
}
