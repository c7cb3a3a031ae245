import { Select, Stack } from "@mantine/core";
import { isObject, typed } from "@/recipe/shape";
import { text } from "@/text";
import { useAt, useEditing } from "../state/Editing";
import { control } from "./ChoiceField";
import { EntriesField } from "./EntriesField";
import { JsonField } from "./JsonField";
import { TextField, type Frame, type SchemaFieldProps } from "./SchemaField";

const words = text.fields;
const kinds = ["entries", "text", "json"] as const;

/** A value of any kind: names with values, one text or value from before, or anything else as JSON. */
export function AnyValueField({ frame, ...props }: SchemaFieldProps & { frame: Frame }) {
  const { set } = useEditing();
  const { place } = props;
  const written = useAt(place);
  const kind = written === undefined || isObject(written) ? "entries" : typeof written === "string" ? "text" : "json";
  const choose = (next: string | null) => {
    if (next === kind) return;
    set(place, next === "text" ? "" : next === "json" ? [] : undefined);
  };
  return (
    <Stack gap="xs">
      <Select
        {...control({ ...frame, label: words.writtenAs(frame.label) })}
        data={kinds.map((value) => ({ value, label: words.anyKinds[value] }))}
        value={kind}
        allowDeselect={false}
        onChange={choose}
        maw={320}
      />
      {kind === "entries" && <EntriesField {...props} frame={{ ...frame, help: undefined }} />}
      {kind === "text" && (
        <TextField {...props} frame={{ ...frame, help: undefined }} value={typed(written)} keepEmpty />
      )}
      {kind === "json" && <JsonField place={place} label={frame.label} />}
    </Stack>
  );
}
