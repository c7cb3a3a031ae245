import { Fieldset, Stack, Text } from "@mantine/core";
import type { Place } from "@/recipe/pointer";
import { text } from "@/text";
import { ConditionField } from "../fields/ConditionField";
import { MoreFields } from "../fields/MoreFields";
import { DurationField } from "../fields/DurationField";
import { useProblemAt } from "../state/Editing";
import { WrittenField } from "./WrittenField";

const words = text.editor;

/** What makes a message the same message: with the recipe and the person, the key of the ledger. */
export function MessageSection({ place }: { place: Place }) {
  const error = useProblemAt(place);
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
        <MoreFields place={place} names={["subject", "touch", "recheck"]}>
          <WrittenField place={[...place, "subject"]} label={words.messageSubject} help={words.messageSubjectHelp} />
          <WrittenField place={[...place, "touch"]} label={words.touch} help={words.touchHelp} plain />
          <ConditionField place={[...place, "recheck"]} label={words.recheck} help={words.recheckHelp} />
        </MoreFields>
      </Stack>
    </Fieldset>
  );
}
