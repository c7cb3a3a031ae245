import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { text } from "@/text";
import { toast } from "@/ui/live";
import { useDeleteConnection } from "../api/deleteConnection";

const words = text.connections;

interface DeleteDialogProps {
  id: string;
  usedBy: readonly { title: string }[];
  onClose: () => void;
}

/** Says which recipes stop working before the connection is gone. */
export function DeleteDialog({ id, usedBy, onClose }: DeleteDialogProps) {
  const remove = useDeleteConnection();
  const confirm = () =>
    remove.mutate(id, {
      onSuccess: () => {
        toast({ tone: "done", message: words.removed(id) });
        onClose();
      },
    });
  return (
    <Modal opened onClose={onClose} title={words.removeAsk(id)}>
      <Stack>
        <Text>{words.removeHelp}</Text>
        {usedBy.length > 0 && <Text fw={600}>{words.removeStops(usedBy.map(({ title }) => title).join(", "))}</Text>}
        {remove.error && <Alert color="red">{remove.error.message}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={confirm}>
            {words.remove}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
