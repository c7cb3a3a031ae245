import { Fieldset, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { Place } from "@/recipe/pointer";
import { typed } from "@/recipe/shape";
import { editing } from "@/text/editing";
import { DurationField } from "../fields/DurationField";
import { MoreFields } from "../fields/MoreFields";
import { NumberField } from "../fields/NumberField";
import { useAt, useEditing, useProblemAt } from "../state/Editing";
import { AlertField } from "./AlertField";
import { RetryFields } from "./RetryFields";
import { WrittenField } from "./WrittenField";

const words = editing.policy;
const root: Place = ["policy"];

/** Rules for all runs of the recipe; what is left empty is as the site or Carelay has it. */
export function PolicySection() {
  // What the runtime does not do yet is shown only where it is written, to be seen and taken away.
  const quietHours = useAt([...root, "quietHours"]) !== undefined;
  const alert = useAt(["alert"]) !== undefined;
  return (
    <MoreFields place={[]} names={["policy", "alert"]} label={words.title}>
      <Part legend={words.hold} help={words.holdHelp}>
        <Count place={[...root, "hold", "over"]} label={words.holdOver} help={words.holdOverHelp} />
      </Part>
      {quietHours && (
        <Part legend={words.quiet} help={words.quietHelp}>
          <Group align="flex-start">
            <Time place={[...root, "quietHours", "from"]} label={words.quietFrom} />
            <Time place={[...root, "quietHours", "to"]} label={words.quietTo} />
          </Group>
        </Part>
      )}
      <Part legend={words.concurrency} help={words.concurrencyHelp}>
        <Count place={[...root, "concurrency", "limit"]} label={words.limit} help={words.limitHelp} />
        <WrittenField place={[...root, "concurrency", "per"]} label={words.per} help={words.perHelp} />
        <Overflow place={[...root, "concurrency", "overflow"]} />
      </Part>
      <Part legend={words.retry} help={words.retryHelp}>
        <RetryFields place={[...root, "retry"]} />
      </Part>
      <Part legend={words.time} help={undefined}>
        <Span place={[...root, "deadline"]} label={words.deadline} help={words.deadlineHelp} />
        <Span place={[...root, "retention"]} label={words.retention} help={words.retentionHelp} />
      </Part>
      {alert && <AlertField />}
    </MoreFields>
  );
}

function Part({ legend, help, children }: { legend: string; help: string | undefined; children: ReactNode }) {
  return (
    <Fieldset legend={legend}>
      <Stack gap="sm">
        {help && (
          <Text size="xs" c="dimmed">
            {help}
          </Text>
        )}
        {children}
      </Stack>
    </Fieldset>
  );
}

interface PartFieldProps {
  place: Place;
  label: string;
  help: string;
}

function Count({ place, label, help }: PartFieldProps) {
  // Without its number the part around it is incomplete, and the problem is at that part.
  const own = useProblemAt(place);
  const around = useProblemAt(place.slice(0, -1));
  return <NumberField place={place} whole frame={{ label, help, error: own ?? around, required: false }} />;
}

function Span({ place, label, help }: PartFieldProps) {
  const error = useProblemAt(place);
  return <DurationField place={place} frame={{ label, help, error, required: false }} />;
}

function Time({ place, label }: { place: Place; label: string }) {
  const { set } = useEditing();
  const error = useProblemAt(place);
  return (
    <TextInput
      type="time"
      label={label}
      error={error}
      value={typed(useAt(place))}
      onChange={(event) => set(place, event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
    />
  );
}

function Overflow({ place }: { place: Place }) {
  const { set } = useEditing();
  const error = useProblemAt(place);
  return (
    <Select
      label={words.overflow}
      data={(["queue", "skip"] as const).map((value) => ({ value, label: words.overflows[value] }))}
      value={useAt(place) === "skip" ? "skip" : "queue"}
      error={error}
      allowDeselect={false}
      onChange={(chosen) => set(place, chosen === "skip" ? chosen : undefined)}
      maw={420}
    />
  );
}
