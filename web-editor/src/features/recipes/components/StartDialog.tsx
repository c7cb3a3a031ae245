import { Alert, Button, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { ApiProblem, newKey } from "@/api/http";
import { text } from "@/text";
import { toast } from "@/ui/live";
import { useStartRecipe } from "../api/startRecipe";
import { control, type AskedField } from "../asked";

const words = text.start;

interface StartDialogProps {
  id: string;
  title: string;
  fields: readonly AskedField[];
  /** It runs at set times, and is run before its time has come. */
  early?: boolean;
  onStarted: () => void;
  onClose: () => void;
}

/** Asks for what a recipe wants to know, and starts it once, however often the button is pressed. */
export function StartDialog({ id, title, fields, early = false, onStarted, onClose }: StartDialogProps) {
  const [input, setInput] = useState<Record<string, unknown>>({});
  const [once] = useState(newKey);
  const start = useStartRecipe();
  const problems = start.error instanceof ApiProblem ? start.error.problems : [];
  const press = (event: SyntheticEvent) => {
    event.preventDefault();
    start.mutate(
      { id, input, once },
      {
        onSuccess: () => {
          toast({ tone: "done", message: words.started(title) });
          onStarted();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={words.title(title)}>
      <form onSubmit={press} noValidate>
        <Stack>
          <Text size="sm">{early ? words.early : fields.length === 0 ? words.asksNothing : words.help}</Text>
          {fields.map((field) => (
            <AskedInput
              key={field.name}
              field={field}
              value={input[field.name]}
              error={problems.find(({ pointer }) => pointer === `/input/${field.name}`)?.message}
              onChange={(value) =>
                setInput(({ [field.name]: _, ...others }) =>
                  value === undefined ? others : { ...others, [field.name]: value },
                )
              }
            />
          ))}
          {start.error && <Alert color="red">{start.error.message}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <Button type="submit" loading={start.isPending} data-autofocus={fields.length === 0 ? true : undefined}>
              {words.now}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface AskedInputProps {
  field: AskedField;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
}

function AskedInput({ field, value, error, onChange }: AskedInputProps) {
  const shared = { label: field.title, withAsterisk: field.required, error };
  const kind = control(field);
  switch (kind) {
    case "number":
      return (
        <NumberInput
          {...shared}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => onChange(typeof next === "number" ? next : undefined)}
        />
      );
    case "yes-no":
    case "choice": {
      const data =
        kind === "choice"
          ? [...field.choices]
          : [
              { value: "true", label: text.fields.yes },
              { value: "false", label: text.fields.no },
            ];
      const chosen = typeof value === "boolean" ? String(value) : typeof value === "string" ? value : null;
      return (
        <Select
          {...shared}
          data={data}
          value={chosen}
          clearable={!field.required}
          onChange={(next) => onChange(next === null ? undefined : kind === "choice" ? next : next === "true")}
        />
      );
    }
    case "date":
    case "text":
      return (
        <TextInput
          {...shared}
          type={kind}
          value={typeof value === "string" ? value : ""}
          onChange={({ currentTarget }) => onChange(currentTarget.value === "" ? undefined : currentTarget.value)}
        />
      );
  }
}
