import { Anchor, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import type { Connection } from "@/api/listConnections";
import type { ConnectorKind } from "@/recipe/catalog";
import { text } from "@/text";
import { StateBadge } from "@/ui/StateBadge";
import { Time } from "@/ui/Time";
import { useTestConnection } from "../api/testConnection";
import { DeleteDialog } from "./DeleteDialog";

const words = text.connections;

interface ConnectionListProps {
  connections: Connection[];
  connectors: ConnectorKind[];
  /** The recipes that name a connection, by its id. */
  usedBy: ReadonlyMap<string, readonly { id: string; title: string }[]>;
  onEdit: (connection: Connection) => void;
}

export function ConnectionList({ connections, connectors, usedBy, onEdit }: ConnectionListProps) {
  const [deleting, setDeleting] = useState<string>();
  return (
    <>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {connections.map((connection) => (
          <Paper component="li" key={connection.id} withBorder p="md">
            <Group justify="space-between" align="flex-start">
              <div>
                <Text fw={600}>{connection.id}</Text>
                <Text size="sm" c="dimmed">
                  {connectors.find(({ id }) => id === connection.connector)?.title ?? connection.connector} ·{" "}
                  {words.changed} <Time at={connection.updatedAt} />
                </Text>
                <UsedBy recipes={usedBy.get(connection.id) ?? []} />
              </div>
              <Group gap="xs">
                <Button
                  size="xs"
                  variant="default"
                  aria-label={words.editOf(connection.id)}
                  onClick={() => onEdit(connection)}
                >
                  {words.edit}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  aria-label={words.removeOf(connection.id)}
                  onClick={() => setDeleting(connection.id)}
                >
                  {words.remove}
                </Button>
              </Group>
            </Group>
            <TestLine id={connection.id} />
          </Paper>
        ))}
      </Stack>
      {deleting !== undefined && (
        <DeleteDialog id={deleting} usedBy={usedBy.get(deleting) ?? []} onClose={() => setDeleting(undefined)} />
      )}
    </>
  );
}

function UsedBy({ recipes }: { recipes: readonly { id: string; title: string }[] }) {
  if (recipes.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words.usedByNone}
      </Text>
    );
  }
  return (
    <Text size="sm">
      {words.usedBy}{" "}
      {recipes.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <Anchor component={Link} to={`/recipes/${encodeURIComponent(id)}`} size="sm">
            {title}
          </Anchor>
        </span>
      ))}
    </Text>
  );
}

/** Tries the connection and says what came of it, in the connector's own words. */
function TestLine({ id }: { id: string }) {
  const test = useTestConnection(id);
  const message = test.data?.message ?? test.error?.message;
  const works = test.data?.ok === true;
  return (
    <Group mt="sm" gap="sm">
      <Button
        size="xs"
        variant="light"
        aria-label={words.testOf(id)}
        loading={test.isPending}
        onClick={() => test.mutate()}
      >
        {words.test}
      </Button>
      <div role="status">
        {message !== undefined && (
          <Group gap="xs">
            <StateBadge tone={works ? "good" : "bad"} label={works ? words.works : words.worksNot} />
            <Text size="sm">{message}</Text>
          </Group>
        )}
      </div>
    </Group>
  );
}
