import { Button, Fieldset, Group, Stack, Text } from "@mantine/core";
import { IconEye, IconPlus } from "@tabler/icons-react";
import { Suspense, useState } from "react";
import { editing } from "@/text/editing";
import { lazily } from "@/ui/lazily";
import type { Frame, SchemaFieldProps } from "../fields/SchemaField";
import { SchemaForm } from "../fields/SchemaForm";
import { useAt, useEditing } from "../state/Editing";
import { FormPlace } from "./formPlace";
import { QuestionList } from "./QuestionList";

const PreviewDialog = lazily(() => import("./PreviewDialog"));
const words = editing.questions;

/** A form as its questions, one below the other, and what the page says around them. */
export default function FormField({ place, schema, context, frame }: SchemaFieldProps & { frame: Frame }) {
  const { set } = useEditing();
  const written = useAt(place);
  const [previewing, setPreviewing] = useState(false);
  if (written === undefined && !frame.required) {
    return (
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => set(place, { title: "", item: [] })}
        >
          {words.make}
        </Button>
        {frame.error && (
          <Text size="xs" c="error">
            {frame.error}
          </Text>
        )}
      </Group>
    );
  }
  const { item: _, ...around } = schema.properties ?? {};
  const outer = { ...schema, properties: around, required: (schema.required ?? []).filter((name) => name !== "item") };
  return (
    <Fieldset legend={frame.label}>
      <FormPlace value={{ place, plain: context.plain }}>
        <Stack gap="md">
          {frame.error && (
            <Text size="xs" c="error">
              {frame.error}
            </Text>
          )}
          <SchemaForm
            place={place}
            schema={outer}
            known={["item"]}
            context={{ ...context, usual: ["title", "description"] }}
          />
          <QuestionList list={[...place, "item"]} name={words.list} />
          <Group>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconEye size={16} aria-hidden />}
              onClick={() => setPreviewing(true)}
            >
              {words.preview}
            </Button>
          </Group>
        </Stack>
      </FormPlace>
      {previewing && (
        <Suspense fallback={null}>
          <PreviewDialog form={written} onClose={() => setPreviewing(false)} />
        </Suspense>
      )}
    </Fieldset>
  );
}
