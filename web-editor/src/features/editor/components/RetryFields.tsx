import { Group, TagsInput } from "@mantine/core";
import type { Place } from "@/recipe/pointer";
import { editing } from "@/text/editing";
import { DurationField } from "../fields/DurationField";
import { NumberField } from "../fields/NumberField";
import { useAt, useEditing, useProblemAt } from "../state/Editing";

const words = editing.policy;

/** How often and when something that failed is tried again. */
export function RetryFields({ place }: { place: Place }) {
  const { set } = useEditing();
  const at = (name: string): Place => [...place, name];
  const attemptsError = useProblemAt(at("attempts"));
  const delayError = useProblemAt(at("delay"));
  const factorError = useProblemAt(at("factor"));
  const maxError = useProblemAt(at("maxDelay"));
  const onError = useProblemAt(at("on"));
  const on = useAt(at("on"));
  const optional = { required: false };
  return (
    <>
      <Group align="flex-start">
        <NumberField
          place={at("attempts")}
          whole
          frame={{ ...optional, label: words.attempts, help: words.attemptsHelp, error: attemptsError }}
        />
        <DurationField
          place={at("delay")}
          frame={{ ...optional, label: words.delay, help: words.delayHelp, error: delayError }}
        />
      </Group>
      <Group align="flex-start">
        <NumberField
          place={at("factor")}
          whole={false}
          frame={{ ...optional, label: words.factor, help: words.factorHelp, error: factorError }}
        />
        <DurationField
          place={at("maxDelay")}
          frame={{ ...optional, label: words.maxDelay, help: words.maxDelayHelp, error: maxError }}
        />
      </Group>
      <TagsInput
        label={words.on}
        description={words.onHelp}
        error={onError}
        value={Array.isArray(on) ? on.map(String) : typeof on === "string" ? [on] : []}
        onChange={(next) => set(at("on"), next.length === 0 ? undefined : next)}
      />
    </>
  );
}
