import { Alert, Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { ApiProblem } from "@/api/http";
import type { Connection } from "@/api/listConnections";
import type { ConnectorKind } from "@/recipe/catalog";
import { text } from "@/text";
import { toast } from "@/ui/live";
import { usePutConnection } from "../api/putConnection";
import { SettingField } from "./SettingField";

const words = text.connections;

interface ConnectionDialogProps {
  connectors: ConnectorKind[];
  /** What is changed; absent for a new one. */
  connection: Connection | undefined;
  onClose: () => void;
}

/** A connection's form, made from what its connector says about its settings. */
export function ConnectionDialog({ connectors, connection, onClose }: ConnectionDialogProps) {
  const [id, setId] = useState(connection?.id ?? "");
  const [connectorId, setConnectorId] = useState(connection?.connector ?? null);
  const [settings, setSettings] = useState<Record<string, unknown>>(connection?.settings ?? {});
  const put = usePutConnection();
  const connector = connectors.find((each) => each.id === connectorId);
  const problems = put.error instanceof ApiProblem ? put.error.problems : [];
  const problemAt = (pointer: string) => problems.find((problem) => problem.pointer === pointer)?.message;
  const elsewhere = put.error !== null && problems.length === 0 ? put.error.message : undefined;

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (connector === undefined) return;
    put.mutate(
      { id: id.trim(), connector: connector.id, settings },
      {
        onSuccess: () => {
          toast({ tone: "done", message: words.saved(id) });
          onClose();
        },
      },
    );
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={connection === undefined ? words.add : words.editOf(connection.id)}
    >
      <form onSubmit={save} noValidate autoComplete="off">
        <Stack>
          <Select
            label={words.connector}
            placeholder={words.chooseConnector}
            data={connectors.map(({ id: value, title }) => ({ value, label: title }))}
            value={connectorId}
            disabled={connection !== undefined}
            allowDeselect={false}
            onChange={(chosen) => {
              setConnectorId(chosen);
              setSettings({});
            }}
            description={connector?.help}
            error={problemAt("/connector")}
          />
          <TextInput
            label={words.id}
            description={words.idHelp}
            value={id}
            withAsterisk
            disabled={connection !== undefined}
            onChange={(event) => setId(event.currentTarget.value)}
          />
          {Object.entries(connector?.settings.properties ?? {}).map(([name, schema]) => (
            <SettingField
              key={name}
              name={name}
              schema={schema}
              required={connector?.settings.required?.includes(name) === true}
              isKept={connection !== undefined}
              value={settings[name]}
              error={problemAt(`/settings/${name}`)}
              onChange={(value) =>
                setSettings((before) => {
                  const { [name]: _, ...others } = before;
                  return value === undefined ? others : { ...others, [name]: value };
                })
              }
            />
          ))}
          {elsewhere && <Alert color="red">{elsewhere}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <Button type="submit" loading={put.isPending} disabled={connector === undefined || id.trim() === ""}>
              {words.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
