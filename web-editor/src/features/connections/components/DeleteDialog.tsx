import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { text } from "@/text";
import { toast } from "@/ui/live";
import { useDeleteConnection } from "../api/deleteConnection";

const words = text.connections;

export function DeleteDialog({ id, onClose }: { id: string; onClose: () => void }) {
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
