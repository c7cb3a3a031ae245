import { Alert, Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { text } from "@/text";
import { toast } from "@/ui/live";
import type { AttentionItem } from "../api/listAttention";
import { useNoteAttention } from "../api/noteAttention";

const words = text.attention;

/** Writes down what was found out or tried; the matter stays open. */
export function NoteDialog({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const [note, setNote] = useState("");
  const add = useNoteAttention();
  const press = (event: SyntheticEvent) => {
    event.preventDefault();
    if (note.trim() === "") return;
    add.mutate(
      { id: item.id, note: note.trim() },
      {
        onSuccess: () => {
          toast({ tone: "done", message: words.noted });
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={words.noteTitle}>
      <form onSubmit={press}>
        <Stack>
          <Textarea
            label={words.noteText}
            description={words.noteStays}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            autosize
            minRows={2}
            maxLength={2000}
            data-autofocus
          />
          {add.error && <Alert color="red">{add.error.message}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {words.addNote}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
