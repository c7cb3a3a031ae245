import { Alert, Button, Code, Group, Modal, Paper, Stack, Text, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { text } from "@/text";
import { toast } from "@/ui/live";
import { Loaded } from "@/ui/Loaded";
import { Time } from "@/ui/Time";
import { useCreateToken, useRevokeToken } from "../api/changeTokens";
import { useTokens, type Token } from "../api/listTokens";

const words = text.settings;

/** Who may sign in, by a token of their own; each is shown once, and can be taken back. */
export function Tokens() {
  const tokens = useTokens();
  const [revoking, setRevoking] = useState<Token>();
  return (
    <Stack gap="sm">
      <NewToken />
      <Loaded query={tokens} what={words.tokens}>
        {({ tokens: list }) =>
          list.length === 0 ? (
            <Text size="sm">{words.noTokens}</Text>
          ) : (
            <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }} aria-label={words.tokens}>
              {list.map((token) => (
                <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {revoking && <RevokeDialog token={revoking} onClose={() => setRevoking(undefined)} />}
    </Stack>
  );
}

function NewToken() {
  const [name, setName] = useState("");
  const create = useCreateToken();
  const press = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name.trim() !== "") create.mutate(name.trim(), { onSuccess: () => setName("") });
  };
  return (
    <>
      <form onSubmit={press}>
        <Group align="flex-end">
          <TextInput
            label={words.tokenName}
            description={words.tokenNameHelp}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={100}
            w={{ base: "100%", xs: 320 }}
          />
          <Button type="submit" variant="default" loading={create.isPending}>
            {words.makeToken}
          </Button>
        </Group>
      </form>
      {create.error && <Alert color="red">{create.error.message}</Alert>}
      <div role="status">
        {create.data && (
          <Alert color="blue" title={words.tokenOf(create.data.name)}>
            <Stack gap="xs">
              <Code block>{create.data.token}</Code>
              <Text size="sm">{words.tokenOnce}</Text>
            </Stack>
          </Alert>
        )}
      </div>
    </>
  );
}

function TokenRow({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  return (
    <Paper component="li" withBorder p="sm">
      <Group justify="space-between">
        <div>
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {token.name}
          </Text>
          <Text size="sm" c="dimmed">
            {words.madeBy(token.createdBy)} <Time at={token.createdAt} />
            {". "}
            {token.lastUsedAt == null ? (
              words.neverUsed
            ) : (
              <>
                {words.lastUsed} <Time at={token.lastUsedAt} />
              </>
            )}
          </Text>
        </div>
        <Button size="xs" variant="default" aria-label={words.revokeOf(token.name)} onClick={onRevoke}>
          {words.revoke}
        </Button>
      </Group>
    </Paper>
  );
}

function RevokeDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const revoke = useRevokeToken();
  const press = () =>
    revoke.mutate(token.id, {
      onSuccess: () => {
        toast({ tone: "done", message: words.revoked(token.name) });
        onClose();
      },
    });
  return (
    <Modal opened onClose={onClose} title={words.revokeOf(token.name)}>
      <Stack>
        <Text size="sm">{words.revokeHelp}</Text>
        {revoke.error && <Alert color="red">{revoke.error.message}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button color="red" loading={revoke.isPending} onClick={press}>
            {words.revoke}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
