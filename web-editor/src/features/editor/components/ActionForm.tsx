import { Alert, Stack } from "@mantine/core";
import { findAction } from "@/recipe/catalog";
import type { Place } from "@/recipe/pointer";
import type { StepDocument } from "@/recipe/steps";
import { usualInputs } from "@/recipe/usual";
import { text } from "@/text";
import { JsonField } from "../fields/JsonField";
import { SchemaForm } from "../fields/SchemaForm";
import { useProblemAt, useView } from "../state/Editing";
import { ConnectionField } from "./ConnectionField";
import { MessageSection } from "./MessageSection";
import { MoreSection } from "./MoreSection";

const languages = {
  "function.python": "python",
  "function.javascript": "javascript",
  "function.java": "java",
} as const;

/** What an action needs, from the form its connector describes. One that is not known here is shown as JSON. */
export function ActionForm({ step, place }: { step: StepDocument; place: Place }) {
  const catalog = useView((view) => view.catalog);
  const found = findAction(catalog, step.uses);
  const problem = useProblemAt([...place, "uses"]);
  const language = languages[step.uses as keyof typeof languages] as
    (typeof languages)[keyof typeof languages] | undefined;
  return (
    <Stack gap="md">
      {problem && <Alert color="red">{problem}</Alert>}
      {(found?.connector.takesConnection === true || step.connection !== undefined) && (
        <ConnectionField place={[...place, "connection"]} connector={found?.connector.id} />
      )}
      {found === undefined ? (
        <JsonField place={[...place, "with"]} label={text.editor.inputs} />
      ) : (
        <SchemaForm
          place={[...place, "with"]}
          schema={found.kind.input}
          context={{
            plain: false,
            language,
            message: found.kind.effect === "message",
            usual: usualInputs(step.uses),
          }}
        />
      )}
      {(found?.kind.effect === "message" || step.message !== undefined) && (
        <MessageSection place={[...place, "message"]} />
      )}
      <MoreSection step={step} place={place} />
    </Stack>
  );
}
