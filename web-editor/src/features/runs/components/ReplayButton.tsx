import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconRotateClockwise } from "@tabler/icons-react";
import { useState } from "react";
import { text } from "@/text";
import { toast } from "@/ui/live";
import { useReplay } from "../api/replayRun";

const words = text.runs;

/** Runs the same event again, once the person knows what that does. */
export function ReplayButton({ id, onReplayed }: { id: string; onReplayed: (run: string) => void }) {
  const [asked, setAsked] = useState(false);
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
          <Text>{words.replayHelp}</Text>
          {replay.error && <Alert color="red">{replay.error.message}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsked(false)}>
              {text.common.cancel}
            </Button>
            <Button
              data-autofocus
              loading={replay.isPending}
              onClick={() =>
                replay.mutate(undefined, {
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
