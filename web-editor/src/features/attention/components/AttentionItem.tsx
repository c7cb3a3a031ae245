import { Anchor, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import { text } from "@/text";
import { StateBadge, type Tone } from "@/ui/StateBadge";
import { Time } from "@/ui/Time";
import type { AttentionItem as Item, Decision } from "../api/listAttention";

const words = text.attention;
const tones: Record<string, Tone> = {
  unknown: "unsure",
  failed: "bad",
  expired: "bad",
  undelivered: "bad",
  connection: "bad",
  credential: "bad",
  reply: "active",
  approval: "active",
};

interface AttentionItemProps {
  item: Item;
  /** The title of its recipe. */
  title: string | undefined;
  onDecide: (decision: Decision) => void;
  onAssign: () => void;
  onNote: () => void;
}

/** One matter: what happened, what to do about it, who does it. */
export function AttentionItem({ item, title, onDecide, onAssign, onNote }: AttentionItemProps) {
  const { kind, message, since, decisions, run, recipe, subject, assignedTo, notes } = item;
  return (
    <Paper component="li" withBorder p="md">
      <Stack gap="xs">
        <Group gap="sm">
          <StateBadge tone={tones[kind] ?? "held"} label={words.kinds[kind] ?? kind} />
          {recipe && <Text size="sm">{title ?? recipe}</Text>}
          {subject != null && <Text size="sm">{words.about(subject)}</Text>}
          <Text size="sm" c="dimmed">
            {words.since} <Time at={since} />
          </Text>
          {assignedTo != null && <Text size="sm">{words.assignedTo(assignedTo)}</Text>}
        </Group>
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {message}
        </Text>
        <Text size="sm">{words.what[kind] ?? words.what.other}</Text>
        {notes.length > 0 && (
          <Stack component="ul" gap={2} m={0} p={0} style={{ listStyle: "none" }} aria-label={words.notes}>
            {notes.map(({ at, by, note }) => (
              <Text component="li" size="sm" key={`${at} ${by}`} style={{ overflowWrap: "anywhere" }}>
                {note}{" "}
                <Text span c="dimmed" size="sm">
                  ({by}, <Time at={at} />)
                </Text>
              </Text>
            ))}
          </Stack>
        )}
        <Group gap="xs">
          {decisions.map((decision, index) => (
            <Button
              key={decision}
              size="xs"
              variant={index === 0 && decisions.length > 1 ? "filled" : "default"}
              onClick={() => onDecide(decision)}
            >
              {words.decisions[decision]}
            </Button>
          ))}
          <Button size="xs" variant="subtle" aria-label={words.assignOf(message)} onClick={onAssign}>
            {assignedTo == null ? words.assign : words.reassign}
          </Button>
          <Button size="xs" variant="subtle" aria-label={words.addNoteOf(message)} onClick={onNote}>
            {words.addNote}
          </Button>
          {run && (
            <Anchor component={Link} to={`/runs/${encodeURIComponent(run)}`} size="sm">
              {words.openRun}
            </Anchor>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
