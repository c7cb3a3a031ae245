import { Select, Stack } from "@mantine/core";
import { useState } from "react";
import { typed } from "@/recipe/shape";
import { changedTo, kindOf, losesSome, type ValueKind } from "@/recipe/values";
import { text } from "@/text";
import { editing } from "@/text/editing";
import { toast } from "@/ui/live";
import { useAt, useEditing } from "../state/Editing";
import { AnyValue } from "./AnyValue";
import { control } from "./ChoiceField";
import { EntriesField } from "./EntriesField";
import { JsonField } from "./JsonField";
import { TextField, type Frame, type SchemaFieldProps } from "./SchemaField";
import { ValueList } from "./ValueList";

const words = editing.values;

export const anyWays: readonly ValueKind[] = ["entries", "list", "text", "number", "yesNo"];

interface AnyValueFieldProps extends SchemaFieldProps {
  frame: Frame;
  /** What can be chosen; the first is what it is before anything is written. */
  ways?: readonly ValueKind[];
}

/** A value of any kind: names with values, a list, one text or value from before... and the same as JSON. */
export function AnyValueField({ frame, ways = anyWays, ...props }: AnyValueFieldProps) {
  const { set, undo } = useEditing();
  const { place, context } = props;
  const written = useAt(place);
  const [asJson, setAsJson] = useState(false);
  const [begun, setBegun] = useState<ValueKind>(ways[0] ?? "entries");
  const kind = written === undefined ? begun : kindOf(written);
  const choose = (next: string | null) => {
    setAsJson(next === "json");
    const chosen = [...ways, kind].find((each) => each === next);
    if (chosen === undefined || chosen === kind) return;
    setBegun(chosen);
    const value = changedTo(chosen, written);
    set(place, chosen === "entries" ? undefined : value);
    if (losesSome(chosen, written)) {
      toast({ tone: "done", message: words.replaced(frame.label), undo: { label: text.common.undo, run: undo } });
    }
  };
  const inner = { ...frame, help: undefined };
  return (
    <Stack gap="xs">
      <Select
        {...control({ ...frame, label: text.fields.writtenAs(frame.label) })}
        data={[...new Set([...ways, kind, "json" as const])].map((value) => ({ value, label: words.ways[value] }))}
        value={asJson ? "json" : kind}
        allowDeselect={false}
        onChange={choose}
        maw={320}
      />
      {asJson ? (
        <JsonField place={place} label={frame.label} />
      ) : kind === "entries" ? (
        <EntriesField {...props} frame={inner} />
      ) : kind === "list" ? (
        <ValueList place={place} context={context} frame={inner} />
      ) : kind === "text" ? (
        <TextField {...props} frame={inner} value={typed(written)} keepEmpty />
      ) : (
        <AnyValue place={place} label={frame.label} value={written} plain={context.plain} />
      )}
    </Stack>
  );
}
