import { Select, Stack } from "@mantine/core";
import type { Place } from "@/recipe/pointer";
import { isObject, typed } from "@/recipe/shape";
import type { StepDocument } from "@/recipe/steps";
import { text } from "@/text";
import { DurationField } from "../fields/DurationField";
import { EntriesField } from "../fields/EntriesField";
import { RecipeField } from "../fields/RecipeField";
import { useAt, useEditing, useProblemAt } from "../state/Editing";
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
  const { set } = useEditing();
  const at: Place = [...place, "call"];
  const called = useAt(at);
  const callError = useProblemAt(at);
  const error = useProblemAt([...place, "with"]);
  return (
    <Stack gap="sm">
      <RecipeField
        frame={{ label: words.callRecipe, help: words.callHelp, error: callError, required: true }}
        value={typed(called)}
        onChange={(id) => set(at, id)}
      />
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
