import { Group, NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { readSpan, writeSpan, type SpanUnit } from "@/recipe/span";
import type { Place } from "@/recipe/pointer";
import { text } from "@/text";
import { useAt, useEditing } from "../state/Editing";
import { control } from "./ChoiceField";
import type { Frame } from "./SchemaField";

const words = text.fields;
const units: SpanUnit[] = ["S", "M", "H", "D", "W"];

/** A time span as an amount and a unit; one that has several units stays the text it is. */
export function DurationField({ place, frame }: { place: Place; frame: Frame }) {
  const { set } = useEditing();
  const value = useAt(place);
  const written = typeof value === "string" ? value : "";
  const span = readSpan(written);
  const [unit, setUnit] = useState<SpanUnit>("M");
  const shownUnit = span?.unit ?? unit;

  if (written !== "" && span === undefined) {
    return (
      <TextInput
        {...control(frame)}
        description={words.durationText}
        value={written}
        onChange={(event) => set(place, event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
      />
    );
  }
  return (
    <Group align="flex-end" gap="xs">
      <NumberInput
        {...control(frame)}
        // Beside its unit only where its help has room to be read.
        flex="1 1 160px"
        min={0}
        value={span?.amount ?? ""}
        onChange={(typed) => set(place, typed === "" ? undefined : writeSpan(Number(typed), shownUnit))}
      />
      <Select
        aria-label={words.unit(frame.label)}
        w={120}
        data={units.map((each) => ({ value: each, label: words.unitNames[each] }))}
        value={shownUnit}
        allowDeselect={false}
        onChange={(chosen) => {
          const next = chosen ?? "M";
          setUnit(next);
          if (span !== undefined) set(place, writeSpan(span.amount, next));
        }}
      />
    </Group>
  );
}
