import { Anchor, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { text } from "@/text";
import { StateBadge, type Tone } from "@/ui/StateBadge";
import { Time } from "@/ui/Time";
import type { AttentionItem, Decision } from "../api/listAttention";
import { DecideDialog } from "./DecideDialog";

const tones: Record<string, Tone> = { unknown: "unsure", failed: "bad", expired: "bad", reply: "active" };

interface AttentionListProps {
  items: AttentionItem[];
  titles: ReadonlyMap<string, string>;
}

export function AttentionList({ items, titles }: AttentionListProps) {
  const [asked, setAsked] = useState<{ item: AttentionItem; decision: Decision }>();
  return (
    <>
      <Stack component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {items.map((item) => (
          <Paper component="li" key={item.id} withBorder p="md">
            <Stack gap="xs">
              <Group gap="sm">
                <StateBadge tone={tones[item.kind] ?? "held"} label={text.attention.kinds[item.kind] ?? item.kind} />
                {item.recipe && <Text size="sm">{titles.get(item.recipe) ?? item.recipe}</Text>}
                <Text size="sm" c="dimmed">
                  {text.attention.since} <Time at={item.since} />
                </Text>
              </Group>
              <Text fw={600} style={{ overflowWrap: "anywhere" }}>
                {item.message}
              </Text>
              <Text size="sm">{text.attention.what[item.kind] ?? text.attention.what.other}</Text>
              <Group gap="xs">
                {(item.decisions ?? []).map((decision) => (
                  <Button key={decision} size="xs" variant="default" onClick={() => setAsked({ item, decision })}>
                    {text.attention.decisions[decision]}
                  </Button>
                ))}
                {item.run && (
                  <Anchor component={Link} to={`/runs/${encodeURIComponent(item.run)}`} size="sm">
                    {text.attention.openRun}
                  </Anchor>
                )}
              </Group>
            </Stack>
          </Paper>
        ))}
      </Stack>
      {asked && <DecideDialog {...asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}
