import { Button, Group, Modal, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { flowKinds, newAction, newFlow, newWait } from "@/recipe/newStep";
import type { Place } from "@/recipe/pointer";
import { copyStep, stepIds, type StepDocument, stepsBefore } from "@/recipe/steps";
import { waitKinds } from "@/recipe/waits";
import { text } from "@/text";
import { editing } from "@/text/editing";
import { useRowNames } from "../fields/EntriesField";
import { useEditing, useView } from "../state/Editing";
import { readSteps } from "../state/useStepActions";
import { StepIcon, UsesIcon } from "./StepIcon";
import { readStep } from "@/recipe/shape";
import classes from "./steps.module.css";

const words = text.editor;

interface AddStepDialogProps {
  place: Place;
  onAdd: (steps: StepDocument[]) => void;
  onClose: () => void;
}

interface Choice {
  id: string;
  group: string;
  title: string;
  help: string;
  icon: ReactNode;
  make: () => StepDocument;
}

/** What a step can be, by connector, found by typing a few letters. */
export default function AddStepDialog({ place, onAdd, onClose }: AddStepDialogProps) {
  const [wanted, setWanted] = useState("");
  const [pasting, setPasting] = useState(false);
  const choices = useChoices(place).filter((each) =>
    `${each.group} ${each.title} ${each.help}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const groups = [...new Set(choices.map(({ group }) => group))];
  return (
    <Modal opened onClose={onClose} size="lg" title={words.addStepTitle}>
      {pasting ? (
        <PasteStep onAdd={onAdd} onBack={() => setPasting(false)} />
      ) : (
        <Stack gap="md">
          <Group wrap="nowrap" align="flex-end">
            <TextInput
              flex={1}
              data-autofocus
              aria-label={words.searchStep}
              placeholder={words.searchStep}
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value)}
              onKeyDown={(event) => {
                const [only] = choices;
                if (event.key === "Enter" && only !== undefined) onAdd([only.make()]);
              }}
            />
            <Button variant="default" onClick={() => setPasting(true)}>
              {words.pasteStep}
            </Button>
          </Group>
          {groups.map((group) => (
            <section key={group} aria-label={group}>
              <Title order={3} size="h6" c="dimmed">
                {group}
              </Title>
              {choices
                .filter((each) => each.group === group)
                .map((each) => (
                  <button key={each.id} type="button" className={classes.choice} onClick={() => onAdd([each.make()])}>
                    {each.icon}
                    <span>
                      <Text fw={600} size="sm">
                        {each.title}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {each.help}
                      </Text>
                    </span>
                  </button>
                ))}
            </section>
          ))}
          {choices.length === 0 && <Text>{words.noStepFound}</Text>}
        </Stack>
      )}
    </Modal>
  );
}

function useChoices(place: Place): Choice[] {
  const catalog = useView((view) => view.catalog);
  const { now } = useEditing();
  const columns = useRowNames(place);
  const around = () => {
    const { document, connections } = now();
    return { document, connections, columns, before: stepsBefore(document, place) };
  };
  const actions = (catalog?.connectors ?? []).flatMap((connector) =>
    connector.actions.map((kind) => ({
      id: kind.id,
      group: connector.title,
      title: kind.title,
      help: kind.help,
      icon: <UsesIcon uses={kind.id} />,
      make: () => newAction({ connector, kind }, around()),
    })),
  );
  const flow = flowKinds.map((kind) => ({
    id: kind,
    group: words.flowGroup,
    ...words.flowKinds[kind],
    icon: <StepIcon step={readStep(newFlow(kind, {}))} />,
    make: () => newFlow(kind, now().document),
  }));
  const waits = waitKinds.map((kind) => ({
    id: `wait for ${kind}`,
    group: editing.waits.group,
    ...editing.waits.kinds[kind],
    icon: <StepIcon step={readStep({ waitFor: {} })} />,
    make: () => newWait(kind, now().document, place),
  }));
  return [...actions, ...waits, ...flow];
}

function PasteStep({ onAdd, onBack }: { onAdd: (steps: StepDocument[]) => void; onBack: () => void }) {
  const { now } = useEditing();
  const [json, setJson] = useState("");
  const [wrong, setWrong] = useState(false);
  const add = () => {
    const steps = readSteps(json);
    setWrong(steps === undefined);
    if (steps === undefined) return;
    const taken = stepIds(now().document);
    const fresh = steps.map((step) => {
      const copy = copyStep(step, taken);
      stepIds({ steps: [copy] }).forEach((id) => taken.add(id));
      return copy;
    });
    onAdd(fresh);
  };
  return (
    <Stack>
      <Textarea
        label={words.pasteStep}
        description={words.pasteHelp}
        value={json}
        onChange={(event) => setJson(event.currentTarget.value)}
        error={wrong ? words.pasteWrong : undefined}
        autosize
        minRows={6}
        maxRows={16}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onBack}>
          {text.common.back}
        </Button>
        <Button onClick={add}>{words.pasteAdd}</Button>
      </Group>
    </Stack>
  );
}
