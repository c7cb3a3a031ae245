import { Select, Stack, TextInput } from "@mantine/core";
import { text } from "@/text";
import { useAt, useEditing, useProblemAt } from "../state/Editing";

const words = text.editor.startFrom;
const place = ["trigger", "startFrom"];

/** Whether what is there already counts. Anything but "no" is counted and confirmed when the recipe is activated. */
export function StartFromField() {
  const { set } = useEditing();
  const written = useAt(place);
  const error = useProblemAt(place);
  const kind = written === undefined || written === "now" ? "now" : written === "beginning" ? "beginning" : "since";
  const choose = (next: string | null) => {
    if (next === "since") set(place, midnight());
    else set(place, next === "beginning" ? next : undefined);
  };
  return (
    <Stack gap="xs">
      <Select
        label={words.label}
        description={words.help[kind]}
        data={(["now", "beginning", "since"] as const).map((value) => ({ value, label: words.kinds[value] }))}
        value={kind}
        error={kind === "since" ? undefined : error}
        allowDeselect={false}
        onChange={choose}
        maw={420}
      />
      {kind === "since" && <SinceField written={String(written)} error={error} />}
    </Stack>
  );
}

function SinceField({ written, error }: { written: string; error: string | undefined }) {
  const { set } = useEditing();
  const shown = localTime(written);
  return (
    <TextInput
      type={shown === undefined ? "text" : "datetime-local"}
      label={words.since}
      description={words.sinceHelp(Intl.DateTimeFormat().resolvedOptions().timeZone)}
      value={shown ?? written}
      error={error}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        const instant = new Date(typed);
        set(place, Number.isNaN(instant.getTime()) ? typed : withoutMillis(instant));
      }}
      maw={420}
    />
  );
}

/** As the browser's own field takes it, in its own zone; undefined for what is no instant. */
function localTime(written: string): string | undefined {
  const instant = new Date(written);
  if (Number.isNaN(instant.getTime())) return undefined;
  return new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function midnight(): string {
  const today = new Date();
  today.setHours(0, 0, 0, 0);
  return withoutMillis(today);
}

function withoutMillis(instant: Date): string {
  return instant.toISOString().replace(/\.\d+Z$/, "Z");
}
