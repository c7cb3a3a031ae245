import { ActionIcon, Button, Fieldset, Group, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { Place } from "@/recipe/pointer";
import { blankLike, kindOf } from "@/recipe/values";
import { text } from "@/text";
import { editing } from "@/text/editing";
import { announce } from "@/ui/live";
import { useAt, useEditing } from "../state/Editing";
import { AnyValue } from "./AnyValue";
import type { Frame } from "./SchemaField";
import type { FormContext } from "./SchemaForm";
import { ValueTools } from "./ValueTools";
import classes from "./fields.module.css";

const words = editing.values;

interface ValueListProps {
  place: Place;
  frame: Frame;
  context: FormContext;
}

/** A list of values of any kind, lists and names with values among them. */
export function ValueList({ place, frame, context }: ValueListProps) {
  const { set } = useEditing();
  const written = useAt(place);
  const items: unknown[] = Array.isArray(written) ? written : [];
  const put = (next: unknown[]) => set(place, next.length === 0 && !frame.required ? undefined : next);
  const move = (index: number, by: number) => () => {
    put(items.toSpliced(index, 1).toSpliced(index + by, 0, items[index]));
    announce(words.moved(text.fields.itemOf(frame.label, index + 1), index + by + 1, items.length));
  };
  return (
    <Fieldset className={classes.parts ?? ""} legend={frame.required ? `${frame.label} *` : frame.label}>
      <Stack gap="sm">
        {[frame.help, items.length === 0 ? words.emptyList : undefined].map(
          (said) =>
            said !== undefined && (
              <Text key={said} size="xs" c="dimmed">
                {said}
              </Text>
            ),
        )}
        {frame.error && (
          <Text size="xs" c="error">
            {frame.error}
          </Text>
        )}
        {items.map((item, index) => {
          const label = text.fields.itemOf(frame.label, index + 1);
          return (
            <div key={`${index} of ${items.length}`} className={classes.value} data-wide={isWide(item)}>
              <AnyValue place={[...place, index]} label={label} value={item} plain={context.plain} />
              <Group gap={0} wrap="nowrap">
                <ValueTools
                  place={[...place, index]}
                  label={label}
                  value={item}
                  moves={{
                    up: index === 0 ? undefined : move(index, -1),
                    down: index === items.length - 1 ? undefined : move(index, 1),
                  }}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={text.fields.removeFrom(String(index + 1), frame.label)}
                  onClick={() => put(items.toSpliced(index, 1))}
                >
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              </Group>
            </div>
          );
        })}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            aria-label={text.fields.addTo(frame.label)}
            onClick={() => put([...items, items.length === 0 ? "" : blankLike(items.at(-1))])}
          >
            {text.fields.addEntry}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

/** What has fields of its own takes the whole width. */
export function isWide(value: unknown): boolean {
  return kindOf(value) === "list" || kindOf(value) === "entries";
}
