import { Alert, Select, Stack, Text } from "@mantine/core";
import type { Place } from "@/recipe/pointer";
import { awaitedInput } from "@/recipe/newStep";
import { isObject, typed } from "@/recipe/shape";
import { stepsBefore, type StepDocument } from "@/recipe/steps";
import { waitKindOf, waitKinds, type WaitKind } from "@/recipe/waits";
import { editing } from "@/text/editing";
import { DurationField } from "../fields/DurationField";
import { JsonField } from "../fields/JsonField";
import { useEditing, useProblemAt } from "../state/Editing";
import { EarlierStepField } from "./EarlierStepField";
import { InvitationField } from "./InvitationField";
import { PostForm } from "./PostForm";
import { StepList } from "./StepList";
import classes from "./steps.module.css";
import { WrittenField } from "./WrittenField";

const words = editing.waits;

/** What a run waits for, how long at most, and what happens where nothing comes. */
export function WaitForForm({ step, place }: { step: StepDocument; place: Place }) {
  const { now, set } = useEditing();
  const at: Place = [...place, "waitFor"];
  const error = useProblemAt(at);
  const timeoutError = useProblemAt([...at, "timeout"]);
  const waitFor = isObject(step.waitFor) ? step.waitFor : {};
  const kind = waitKindOf(waitFor);
  const choose = (next: string | null) => {
    const chosen = waitKinds.find((each) => each === next);
    if (chosen === undefined || chosen === kind) return;
    const { timeout, onTimeout } = waitFor;
    const kept = { ...(timeout !== undefined && { timeout }), ...(onTimeout !== undefined && { onTimeout }) };
    set(at, { ...awaitedInput(chosen, stepsBefore(now().document, place)), ...kept });
  };
  if (step.waitFor !== undefined && !isObject(step.waitFor)) return <JsonField place={at} label={words.what} />;
  return (
    <Stack gap="md">
      <Select
        label={words.what}
        description={kind && words.kinds[kind].help}
        data={waitKinds.map((value) => ({ value, label: words.kinds[value].title }))}
        value={kind ?? null}
        error={error}
        allowDeselect={false}
        onChange={choose}
        maw={420}
      />
      {kind && <Awaited kind={kind} place={[...at, kind]} />}
      <DurationField
        place={[...at, "timeout"]}
        frame={{ label: words.timeout, help: words.timeoutHelp, error: timeoutError, required: false }}
      />
      {waitFor.timeout === undefined && <Alert color="orange">{words.noTimeout}</Alert>}
      <div className={classes.inner}>
        <Text fw={600} size="sm">
          {words.onTimeout}
        </Text>
        <Text size="xs" c="dimmed" mb="xs">
          {words.onTimeoutHelp}
        </Text>
        <StepList list={[...at, "onTimeout"]} name={words.onTimeoutOf(typed(step.id))} />
      </div>
    </Stack>
  );
}

function Awaited({ kind, place }: { kind: WaitKind; place: Place }) {
  switch (kind) {
    case "reply":
      return <WrittenField place={[...place, "to"]} label={words.from} help={words.fromHelp} required />;
    case "form":
      return <InvitationField place={[...place, "invitation"]} />;
    case "approval":
      return <WrittenField place={[...place, "ask"]} label={words.ask} help={words.askHelp} required />;
    case "receipt":
      return <EarlierStepField place={[...place, "of"]} label={words.messageOf} help={words.messageOfHelp} required />;
    case "webhook":
      return <PostForm place={place} />;
  }
}
