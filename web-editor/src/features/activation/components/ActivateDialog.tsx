import { Alert, Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useCatalog } from "@/api/getCatalog";
import { ApiProblem } from "@/api/http";
import { findAction, findTrigger } from "@/recipe/catalog";
import { getAt } from "@/recipe/pointer";
import { describeStep, describeTrigger } from "@/recipe/sentences";
import { readStep, typed } from "@/recipe/shape";
import { allSteps } from "@/recipe/steps";
import { text } from "@/text";
import { toast } from "@/ui/live";
import { Loaded } from "@/ui/Loaded";
import { useActivateRecipe } from "../api/activateRecipe";
import { useWaiting } from "../api/countWaiting";
import { useBeginning } from "../api/getBeginning";
import { useVersion } from "../api/getVersion";
import { Existing } from "./Existing";
import { Forecast } from "./Forecast";

const words = text.activation;

export interface ActivateDialogProps {
  id: string;
  /** The version that shall run; it is saved already. */
  version: number;
  /** Where several are activated one after the other: which of them this is, such as "1 of 3". */
  place?: string | undefined;
  /** What closing without activating is called. */
  without?: string | undefined;
  onActivated: () => void;
  onClose: () => void;
}

/** Says what will happen by itself from now on, whom it reaches, and what becomes of what is there, before it does. */
export default function ActivateDialog({ id, version, place, without, onActivated, onClose }: ActivateDialogProps) {
  const saved = useVersion(id, version);
  const catalog = useCatalog().data;
  const trigger = findTrigger(catalog, getAt(saved.data, ["trigger", "uses"]))?.kind;
  const known = catalog !== undefined && saved.data !== undefined;
  const beginning = useBeginning(id, version, known ? trigger?.existing === true : undefined);
  const waiting = useWaiting(id).data;
  const activation = useActivateRecipe();
  const [confirmed, setConfirmed] = useState<number>();
  const [unconfirmed, setUnconfirmed] = useState(false);
  const [looking, setLooking] = useState(false);
  const begins = beginning.data?.begins === true;
  const refused = activation.error instanceof ApiProblem && activation.error.code === "confirm-start";

  const activate = async () => {
    setLooking(true);
    // Somebody may be quicker than the counting, which must be known before anything is decided.
    const { data: count } = beginning.isPending ? await beginning.refetch({ cancelRefetch: false }) : beginning;
    setLooking(false);
    const existing = count?.begins === true ? count.existing : undefined;
    setUnconfirmed(existing !== confirmed);
    if (existing !== confirmed) return;
    activation.mutate(
      { id, version, existing },
      {
        onSuccess: () => {
          toast({ tone: "done", message: words.activated(typed(saved.data?.title) || id, version) });
          onActivated();
        },
        onError: (error) => {
          // What was confirmed is not so any more: it is counted again, and a person looks again.
          if (!(error instanceof ApiProblem && error.code === "confirm-start")) return;
          setConfirmed(undefined);
          void beginning.refetch();
        },
      },
    );
  };

  return (
    <Modal opened onClose={onClose} title={place === undefined ? words.title : words.titleOf(place)}>
      <Stack>
        <Loaded query={saved} what={text.recipes.title}>
          {(document) => (
            <>
              <Reaches document={document} version={version} />
              {waiting !== undefined && waiting.count > 0 && <Text>{words.waiting(waiting.count, waiting.more)}</Text>}
              <Existing
                beginning={beginning}
                confirmed={confirmed}
                unconfirmed={unconfirmed}
                changed={refused}
                onConfirm={setConfirmed}
              />
              <Forecast document={document} />
            </>
          )}
        </Loaded>
        {activation.error !== null && !refused && <Alert color="red">{activation.error.message}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {without ?? text.common.cancel}
          </Button>
          <Button data-autofocus loading={looking || activation.isPending} onClick={() => void activate()}>
            {begins ? words.nowAndBegin(beginning.data?.wanted ?? 0) : words.now}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Reaches({ document, version }: { document: unknown; version: number }) {
  const catalog = useCatalog().data;
  const reaching = allSteps(document).filter(({ step }) => findAction(catalog, step.uses)?.kind.effect === "message");
  return (
    <>
      <div>
        <Text fw={600}>{typed(getAt(document, ["title"]))}</Text>
        <Text size="sm" c="dimmed">
          {text.recipes.version(version)}
        </Text>
      </div>
      <Text>{describeTrigger(getAt(document, ["trigger"]))}</Text>
      {reaching.length === 0 ? (
        <Text>{words.reachesNobody}</Text>
      ) : (
        <div>
          <Text>{words.reaches}:</Text>
          <List>
            {reaching.map(({ step }) => (
              <List.Item key={String(step.id)}>{describeStep(readStep(step))}</List.Item>
            ))}
          </List>
        </div>
      )}
    </>
  );
}
