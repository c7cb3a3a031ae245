import { Alert, Checkbox, Loader, Stack, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { text } from "@/text";
import type { Beginning } from "../api/getBeginning";

const words = text.activation;

interface ExistingProps {
  beginning: UseQueryResult<Beginning | null>;
  /** The number that a person has agreed to. */
  confirmed: number | undefined;
  /** Somebody wanted to go on without having agreed. */
  unconfirmed: boolean;
  /** What had been confirmed was refused, because there is more or less by now. */
  changed: boolean;
  onConfirm: (existing: number | undefined) => void;
}

/** What becomes of what is there already: nothing, or, where the recipe asks for it, everything once it is confirmed. */
export function Existing({ beginning, confirmed, unconfirmed, changed, onConfirm }: ExistingProps) {
  const { data, error, isFetching } = beginning;
  if (error !== null) return <Alert color="orange">{words.notCounted(error.message)}</Alert>;
  if (data === undefined || isFetching) {
    return (
      <Text size="sm" role="status">
        <Loader size={14} aria-hidden /> {words.counting}
      </Text>
    );
  }
  if (data === null) return <Text>{words.onlyNew}</Text>;
  if (!data.begins) return <Text>{words.staysQuiet(data.existing)}</Text>;
  return (
    <Alert color="orange" title={words.begins(data.wanted, data.existing)}>
      <Stack gap="sm">
        {changed && (
          <Text size="sm" fw={600} role="alert">
            {words.changed(data.existing)}
          </Text>
        )}
        <Text size="sm">{words.beginsHelp}</Text>
        <Checkbox
          label={words.confirm(data.wanted, data.existing)}
          checked={confirmed === data.existing}
          error={unconfirmed && confirmed !== data.existing && words.confirmFirst}
          onChange={(event) => onConfirm(event.currentTarget.checked ? data.existing : undefined)}
        />
      </Stack>
    </Alert>
  );
}
