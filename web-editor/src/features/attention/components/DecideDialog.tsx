import { Alert, Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { text } from "@/text";
import { toast } from "@/ui/live";
import type { AttentionItem, Decision } from "../api/listAttention";
import { useResolveAttention } from "../api/resolveAttention";

interface DecideDialogProps {
  item: AttentionItem;
  decision: Decision;
  onClose: () => void;
}

/** Asks once more, says what will happen, and takes a note. */
export function DecideDialog({ item, decision, onClose }: DecideDialogProps) {
  const [note, setNote] = useState("");
  const resolve = useResolveAttention();
  const label = text.attention.decisions[decision];

  const decide = () =>
    resolve.mutate(
      { id: item.id, decision, note: note.trim() },
      {
        onSuccess: () => {
          toast({ tone: "done", message: text.attention.decided(label) });
          onClose();
        },
      },
    );

  return (
    <Modal opened onClose={onClose} title={text.attention.decide(label)}>
      <Stack>
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {item.message}
        </Text>
        {item.subject != null && <Text size="sm">{text.attention.about(item.subject)}</Text>}
        <Text>{text.attention.consequence[decision]}</Text>
        {item.kind === "unknown" && decision === "send" && <Alert color="orange">{text.attention.sendUnknown}</Alert>}
        <Textarea
          label={text.attention.note}
          description={text.attention.noteHelp}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          autosize
          minRows={2}
          maxLength={2000}
        />
        {resolve.error && <Alert color="red">{resolve.error.message}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button onClick={decide} loading={resolve.isPending}>
            {label}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
