import { Button, Group, List, Paper, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { getText } from "@/api/http";
import { text } from "@/text";
import { Difference } from "@/ui/Difference";
import { StateBadge, type Tone } from "@/ui/StateBadge";
import type { PlannedImport } from "../api/importRecipes";
import type { ImportPart } from "../parts";

const words = text.transfer;
const tones: Record<PlannedImport["change"], Tone> = {
  created: "active",
  updated: "waiting",
  unchanged: "quiet",
  invalid: "bad",
};

/** What an import would do to each recipe, with what is wrong or what differs. */
export function PlanList({ planned, parts }: { planned: PlannedImport[]; parts: ImportPart[] }) {
  return (
    <section aria-label={words.planned}>
      <Title order={3} size="h5" mb="xs">
        {words.planned}
      </Title>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {planned.map((one, index) => (
          <Paper component="li" key={`${one.id ?? ""} ${index}`} withBorder p="sm">
            <Group gap="sm">
              <StateBadge tone={tones[one.change]} label={words.changes[one.change]} />
              <Text fw={600}>{one.id}</Text>
              {one.version != null && one.change !== "unchanged" && (
                <Text size="sm" c="dimmed">
                  {words.version(one.version)}
                </Text>
              )}
            </Group>
            {one.problems.length > 0 && (
              <List size="sm" mt="xs">
                {one.problems.map(({ pointer, code, message }) => (
                  <List.Item key={`${pointer} ${code}`}>{words.problem(pointer, message)}</List.Item>
                ))}
              </List>
            )}
            {one.change === "updated" && one.id != null && <Changed id={one.id} yours={parts[index]?.text ?? ""} />}
          </Paper>
        ))}
      </Stack>
    </section>
  );
}

function Changed({ id, yours }: { id: string; yours: string }) {
  const [shown, setShown] = useState(false);
  const theirs = useQuery({
    queryKey: ["recipes", "text", id],
    queryFn: ({ signal }) => getText("/recipes/{id}/export", { path: { id }, signal }),
    enabled: shown,
  });
  return (
    <Stack gap="xs" mt="xs" align="flex-start">
      <Button size="compact-xs" variant="subtle" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? words.hideDifference : words.showDifference}
      </Button>
      {shown && theirs.data !== undefined && (
        <Difference label={words.showDifference} theirs={theirs.data} yours={yours} />
      )}
    </Stack>
  );
}
