import { Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { findAction, type Catalog } from "@/recipe/catalog";
import { getAt } from "@/recipe/pointer";
import { describeStep, describeTrigger } from "@/recipe/sentences";
import { readStep } from "@/recipe/shape";
import { allSteps } from "@/recipe/steps";
import { text } from "@/text";
import { Forecast } from "./Forecast";

const words = text.editor;

interface ActivateDialogProps {
  document: unknown;
  catalog: Catalog | undefined;
  onActivate: () => void;
  onClose: () => void;
}

/** Says what will happen by itself from now on, and whom it reaches, before it does. */
export function ActivateDialog({ document, catalog, onActivate, onClose }: ActivateDialogProps) {
  const reaching = allSteps(document).filter(({ step }) => findAction(catalog, step.uses)?.kind.effect === "message");
  return (
    <Modal opened onClose={onClose} title={words.activateTitle}>
      <Stack>
        <Text fw={600}>{describeTrigger(getAt(document, ["trigger"]))}</Text>
        <Text>{words.activateHelp}</Text>
        {reaching.length === 0 ? (
          <Text>{words.activateReachesNobody}</Text>
        ) : (
          <>
            <Text>{words.activateReaches}:</Text>
            <List>
              {reaching.map(({ step }) => (
                <List.Item key={String(step.id)}>{describeStep(readStep(step))}</List.Item>
              ))}
            </List>
          </>
        )}
        <Forecast document={document} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button data-autofocus onClick={onActivate}>
            {words.activateNow}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
