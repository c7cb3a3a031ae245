import { Select } from "@mantine/core";
import { distinct } from "@/recipe/distinct";
import type { Place } from "@/recipe/pointer";
import { describeStep } from "@/recipe/sentences";
import { readStep, typed } from "@/recipe/shape";
import { stepsBefore } from "@/recipe/steps";
import { invitationOf, stepIn } from "@/recipe/waits";
import { editing } from "@/text/editing";
import { useAt, useEditing, useProblemAt, useView } from "../state/Editing";
import { WrittenField } from "./WrittenField";

const words = editing.waits;

/** Which personal link is waited for: that of an earlier step, or whatever else has been written. */
export function InvitationField({ place }: { place: Place }) {
  const { set } = useEditing();
  const error = useProblemAt(place);
  const written = typed(useAt(place));
  const document = useView((view) => view.document);
  const invites = stepsBefore(document, place).filter(({ uses }) => uses === "form.invite");
  const chosen = stepIn(written, "invitation");
  const known = invites.some(({ id }) => id === chosen);
  if (written !== "" && !known) {
    return <WrittenField place={place} label={words.invitation} help={words.invitationHelp} required />;
  }
  return (
    <Select
      label={words.invitation}
      description={invites.length === 0 ? words.noInviteBefore : words.invitationHelp}
      data={distinct(invites.map((step) => ({ value: typed(step.id), label: describeStep(readStep(step)) })))}
      value={chosen ?? null}
      error={error}
      withAsterisk
      allowDeselect={false}
      onChange={(step) => step !== null && set(place, invitationOf(step))}
      maw={420}
    />
  );
}
