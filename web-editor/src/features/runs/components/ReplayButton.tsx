import { Alert, Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { IconRotateClockwise } from "@tabler/icons-react";
import { useState } from "react";
import { text } from "@/text";
import { toast } from "@/ui/live";
import { useReplay } from "../api/replayRun";

const words = text.runs;
const fromStart = "";

interface ReplayButtonProps {
  id: string;
  /** The outermost steps of the run, by which it can begin in the middle. */
  steps: readonly { id: string; name: string; failed: boolean }[];
  onReplayed: (run: string) => void;
}

/** Runs the same event again, from its start or from a step, once the person knows what that does. */
export function ReplayButton({ id, steps, onReplayed }: ReplayButtonProps) {
  const [asked, setAsked] = useState(false);
  const [from, setFrom] = useState(fromStart);
  const replay = useReplay(id);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRotateClockwise size={16} aria-hidden />}
        onClick={() => setAsked(true)}
      >
        {words.replay}
      </Button>
      <Modal opened={asked} onClose={() => setAsked(false)} title={words.replayAsk}>
        <Stack>
          {steps.length > 1 && (
            <Radio.Group label={words.replayFrom} value={from} onChange={setFrom}>
              <Stack gap="xs" mt="xs">
                <Radio value={fromStart} label={words.fromStart} />
                {steps.slice(1).map((step) => (
                  <Radio
                    key={step.id}
                    value={step.id}
                    label={words.fromStep(step.name)}
                    description={step.failed ? words.fromFailed : undefined}
                  />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <Text size="sm">{from === fromStart ? words.replayHelp : words.replayFromHelp}</Text>
          {replay.error && <Alert color="red">{replay.error.message}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsked(false)}>
              {text.common.cancel}
            </Button>
            <Button
              data-autofocus
              loading={replay.isPending}
              onClick={() =>
                replay.mutate(from === fromStart ? undefined : from, {
                  onSuccess: ({ run }) => {
                    setAsked(false);
                    toast({ tone: "done", message: words.replayed });
                    onReplayed(run);
                  },
                })
              }
            >
              {words.replay}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
