import { Alert, Button, Center, Loader, Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { text } from "@/text";

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** What is loading, to begin the sentence "... could not be loaded". */
  what: string;
  children: (data: T) => ReactNode;
}

/** Shows what was loaded, or that it is loading, or why it is not there and how to try again. */
export function Loaded<T>({ query, what, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failed what={what} error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading />;
}

export function Loading() {
  return (
    <Center p="xl">
      <Loader size="sm" aria-hidden />
      <VisuallyHidden>{text.common.loading}</VisuallyHidden>
    </Center>
  );
}

export function Failed({ what, error, onRetry }: { what: string; error: Error; onRetry?: () => void }) {
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={text.common.couldNotLoad(what)}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{error.message}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {text.common.tryAgain}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** An empty place that teaches what would be here and how it gets here. */
export function Empty({ title, help, children }: { title: string; help: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap={4} p="lg" ta="center">
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" maw={420}>
        {help}
      </Text>
      {children}
    </Stack>
  );
}
