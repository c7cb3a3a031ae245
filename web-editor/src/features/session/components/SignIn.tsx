import { Button, Center, Paper, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useRef, useState, type SyntheticEvent } from "react";
import { ApiProblem } from "@/api/http";
import { text } from "@/text";
import { Logo } from "@/ui/Logo";
import { useSignIn } from "../api/session";

/** Signs in with an access token; password managers and pasting work. */
export function SignIn() {
  const [token, setToken] = useState("");
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const signIn = useSignIn();

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const isMissing = token.trim() === "";
    setMissing(isMissing);
    if (isMissing) field.current?.focus();
    else signIn.mutate(token.trim(), { onError: () => field.current?.focus() });
  };

  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" w="min(420px, 100%)">
        <form onSubmit={submit} noValidate>
          <Stack>
            <Logo size={40} />
            <Title order={1} size="h2">
              {text.shell.signInTitle}
            </Title>
            <Text c="dimmed">{text.shell.signInHelp}</Text>
            <PasswordInput
              ref={field}
              label={text.shell.token}
              name="token"
              autoComplete="current-password"
              value={token}
              onChange={(event) => setToken(event.currentTarget.value)}
              error={missing ? text.shell.tokenMissing : refusal(signIn.error)}
            />
            <Button type="submit" loading={signIn.isPending}>
              {text.shell.signIn}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}

function refusal(error: Error | null): string | undefined {
  if (error instanceof ApiProblem && error.status === 401) return text.shell.tokenRefused;
  return error?.message;
}
