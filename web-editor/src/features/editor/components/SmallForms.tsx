import { Select, Stack } from "@mantine/core";
import type { Place } from "@/recipe/pointer";
import { isObject } from "@/recipe/shape";
import type { StepDocument } from "@/recipe/steps";
import { text } from "@/text";
import { DurationField } from "../fields/DurationField";
import { EntriesField } from "../fields/EntriesField";
import { useEditing, useProblemAt } from "../state/Editing";
import { WrittenField } from "./WrittenField";

const words = text.editor;

export function WaitForm({ step, place }: { step: StepDocument; place: Place }) {
  const { set } = useEditing();
  const at: Place = [...place, "wait"];
  const error = useProblemAt(at);
  const until = isObject(step.wait);
  return (
    <Stack gap="sm">
      <Select
        label={words.waitHow}
        data={[
          { value: "for", label: words.waitFor },
          { value: "until", label: words.waitUntil },
        ]}
        value={until ? "until" : "for"}
        allowDeselect={false}
        onChange={(chosen) => set(at, chosen === "until" ? { until: "" } : "PT1H")}
      />
      {until ? (
        <WrittenField place={[...at, "until"]} label={words.untilTime} required />
      ) : (
        <DurationField place={at} frame={{ label: words.waitTime, help: undefined, error, required: true }} />
      )}
    </Stack>
  );
}

export function StopForm({ place }: { place: Place }) {
  return <WrittenField place={[...place, "stop"]} label={words.stopReason} help={words.stopHelp} required />;
}

export function CallForm({ place }: { place: Place }) {
  const error = useProblemAt([...place, "with"]);
  return (
    <Stack gap="sm">
      <WrittenField place={[...place, "call"]} label={words.callRecipe} help={words.callHelp} required plain />
      <EntriesField
        place={[...place, "with"]}
        name="with"
        schema={{ type: "object" }}
        required={false}
        context={{ plain: false }}
        frame={{ label: words.callInput, help: undefined, error, required: false }}
      />
    </Stack>
  );
}
