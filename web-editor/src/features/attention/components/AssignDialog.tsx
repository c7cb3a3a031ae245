import { Alert, Autocomplete, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { text } from "@/text";
import { toast } from "@/ui/live";
import { useAssignAttention } from "../api/assignAttention";
import type { AttentionItem } from "../api/listAttention";

const words = text.attention;

interface AssignDialogProps {
  item: AttentionItem;
  /** Names that are likely: who is signed in, and who has matters already. */
  people: string[];
  onClose: () => void;
}

/** Says who looks after a matter; it stays open. */
export function AssignDialog({ item, people, onClose }: AssignDialogProps) {
  const [name, setName] = useState(item.assignedTo ?? people[0] ?? "");
  const assign = useAssignAttention();
  const press = (event: SyntheticEvent) => {
    event.preventDefault();
    const to = name.trim() === "" ? undefined : name.trim();
    assign.mutate(
      { id: item.id, to },
      {
        onSuccess: () => {
          toast({ tone: "done", message: to === undefined ? words.assignedNobody : words.assignedTo(to) });
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={words.assignTitle}>
      <form onSubmit={press}>
        <Stack>
          <Text size="sm">{words.assignHelp}</Text>
          <Autocomplete
            label={words.assignee}
            description={words.assigneeHelp}
            data={people}
            value={name}
            onChange={setName}
            maxLength={100}
            data-autofocus
          />
          {assign.error && <Alert color="red">{assign.error.message}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <Button type="submit" loading={assign.isPending}>
              {words.assign}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
