import { Alert, Button, Checkbox, FileInput, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { text } from "@/text";
import { toast } from "@/ui/live";
import { useApplyImport, usePlanImport, type PlannedImport } from "../api/importRecipes";
import { joined, partsOf } from "../parts";
import { PlanList } from "./PlanList";

const words = text.transfer;

/** Takes recipes as files or text, shows what would change, and then imports all of them or none. */
export function ImportForm({ onActivate }: { onActivate: (imported: PlannedImport[]) => void }) {
  const [json, setJson] = useState("");
  const [activate, setActivate] = useState(false);
  const [empty, setEmpty] = useState(false);
  const plan = usePlanImport();
  const apply = useApplyImport();
  const reading = json.trim() === "" ? undefined : partsOf(json);
  const notJson = reading?.ok === false ? words.notJson(reading.problem.line, reading.problem.message) : undefined;
  const planned = plan.data?.recipes ?? [];
  const changes = planned.filter(({ change }) => change === "created" || change === "updated").length;
  const invalid = planned.some(({ change }) => change === "invalid");

  const change = (next: string) => {
    setJson(next);
    setEmpty(false);
    plan.reset();
    apply.reset();
  };
  const show = () => {
    setEmpty(json.trim() === "");
    if (reading?.ok === true) plan.mutate(json);
  };
  const run = () =>
    apply.mutate(json, {
      onSuccess: ({ recipes }) => {
        toast({ tone: "done", message: words.applied });
        change("");
        if (activate) onActivate(recipes);
      },
    });

  return (
    <Stack>
      <FileInput
        label={words.files}
        description={words.filesHelp}
        accept="application/json,.json"
        multiple
        clearable
        onChange={(files) => void Promise.all(files.map((file) => file.text())).then((texts) => change(joined(texts)))}
      />
      <Textarea
        label={words.paste}
        value={json}
        onChange={(event) => change(event.currentTarget.value)}
        error={notJson ?? (empty ? words.empty : undefined)}
        autosize
        minRows={6}
        maxRows={18}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      />
      <Group>
        <Button variant="default" loading={plan.isPending} onClick={show}>
          {words.plan}
        </Button>
      </Group>
      {plan.error && <Alert color="red">{plan.error.message}</Alert>}
      {plan.data && reading?.ok === true && <PlanList planned={planned} parts={reading.parts} />}
      {plan.data && invalid && <Alert color="orange">{words.notApplied}</Alert>}
      {plan.data && !invalid && (
        <Group>
          <Checkbox
            label={words.activate}
            description={words.activateHelp}
            checked={activate}
            onChange={(event) => setActivate(event.currentTarget.checked)}
          />
          <Button loading={apply.isPending} disabled={changes === 0 && !activate} onClick={run}>
            {words.apply(planned.length)}
          </Button>
        </Group>
      )}
      {apply.error && <Alert color="red">{apply.error.message}</Alert>}
    </Stack>
  );
}
