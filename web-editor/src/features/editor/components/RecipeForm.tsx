import { Stack, Text, Title } from "@mantine/core";
import { text } from "@/text";
import { useAt, useView } from "../state/Editing";
import { memoByContent } from "../state/sameProps";
import { AboutSection } from "./AboutSection";
import { FlowPicture } from "./FlowPicture";
import { StepList } from "./StepList";
import classes from "./steps.module.css";
import { TriggerSection } from "./TriggerSection";

const words = text.editor;

/** The recipe as a form: when, and only if, then do, and what if it fails; the picture only repeats it. */
export const RecipeForm = memoByContent(function RecipeForm({ isNew }: { isNew: boolean }) {
  return (
    <div className={classes.columns} data-picture>
      <Stack gap="xl" miw={0}>
        <AboutSection isNew={isNew} />
        <TriggerSection />
        <section className={classes.section} aria-labelledby="editor-then">
          <Title order={2} size="h4" id="editor-then">
            {words.then}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {words.thenHelp}
          </Text>
          <StepList list={["steps"]} name={words.then} />
        </section>
        <FailureSection />
      </Stack>
      <aside className={classes.aside} aria-label={words.picture}>
        <Picture />
      </aside>
    </div>
  );
});

function FailureSection() {
  const used = useAt(["onFailure"]) !== undefined;
  return (
    <details open={used}>
      <summary className={classes.summary}>{words.failure}</summary>
      <Text size="sm" c="dimmed" my="xs">
        {words.failureHelp}
      </Text>
      <StepList list={["onFailure"]} name={words.failure} />
    </details>
  );
}

function Picture() {
  const document = useView((view) => view.document);
  return <FlowPicture document={document} />;
}
