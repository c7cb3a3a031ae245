import { Fieldset, Stack, Text } from "@mantine/core";
import { getAt, type Place } from "@/recipe/pointer";
import { isObject } from "@/recipe/shape";
import type { StepDocument } from "@/recipe/steps";
import { text } from "@/text";
import { ConditionField } from "../fields/ConditionField";
import { MoreFields } from "../fields/MoreFields";
import { DurationField } from "../fields/DurationField";
import { useEditing, useProblemAt } from "../state/Editing";
import { EarlierStepField } from "./EarlierStepField";
import { WrittenField } from "./WrittenField";

const words = text.editor;
const shared = ["purpose", "subject", "occurrence", "touch"];

/** What makes a message the same message: with the recipe and the person, the key of the ledger. */
export function MessageSection({ place }: { place: Place }) {
  const { now, set } = useEditing();
  const error = useProblemAt(place);
  /** What goes in place of a message is the same message: it is about the same, whom and when. */
  const replace = (step: StepDocument) => {
    const own = getAt(now().document, place);
    const earlier = isObject(step.message) ? step.message : {};
    const same = Object.entries(earlier).filter(([name]) => shared.includes(name));
    set(place, { ...(isObject(own) ? own : {}), ...Object.fromEntries(same), instead: step.id });
  };
  const expiresError = useProblemAt([...place, "expires"]);
  return (
    <Fieldset legend={words.message}>
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {words.messageHelp}
        </Text>
        {error && (
          <Text size="xs" c="error">
            {error}
          </Text>
        )}
        <WrittenField place={[...place, "purpose"]} label={words.purpose} help={words.purposeHelp} required plain />
        <WrittenField place={[...place, "occurrence"]} label={words.occurrence} help={words.occurrenceHelp} required />
        <DurationField
          place={[...place, "expires"]}
          frame={{ label: words.expires, help: words.expiresHelp, error: expiresError, required: false }}
        />
        <MoreFields place={place} names={["subject", "touch", "recheck", "instead"]}>
          <WrittenField place={[...place, "subject"]} label={words.messageSubject} help={words.messageSubjectHelp} />
          <WrittenField place={[...place, "touch"]} label={words.touch} help={words.touchHelp} plain />
          <EarlierStepField
            place={[...place, "instead"]}
            label={words.instead}
            help={words.insteadHelp}
            onChoose={replace}
          />
          <ConditionField place={[...place, "recheck"]} label={words.recheck} help={words.recheckHelp} />
        </MoreFields>
      </Stack>
    </Fieldset>
  );
}
