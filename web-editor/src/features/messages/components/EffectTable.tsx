import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { text } from "@/text";
import { StateBadge, type Tone } from "@/ui/StateBadge";
import { Time } from "@/ui/Time";
import type { Effect, EffectState } from "../api/listEffects";
import classes from "./EffectTable.module.css";

const words = text.messages;

const tones: Record<EffectState, Tone> = {
  trying: "active",
  done: "good",
  unknown: "unsure",
  held: "held",
  failed: "bad",
  suppressed: "quiet",
  expired: "quiet",
  delivered: "good",
  undelivered: "bad",
};

export function EffectTable({ effects, titles }: { effects: Effect[]; titles: ReadonlyMap<string, string> }) {
  return (
    <Table className={classes.table} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.state}</Table.Th>
          <Table.Th>{words.recipe}</Table.Th>
          <Table.Th>{words.about}</Table.Th>
          <Table.Th>{words.to}</Table.Th>
          <Table.Th>{words.when}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {effects.map((effect) => (
          <Table.Tr key={effect.key}>
            <Table.Td>
              <StateBadge tone={tones[effect.state]} label={words.states[effect.state]} />
            </Table.Td>
            <Table.Td>
              <Anchor component={Link} to={`/runs/${encodeURIComponent(effect.run)}`}>
                {titles.get(effect.recipe) ?? effect.recipe}
              </Anchor>
              <Text size="xs" c="dimmed">
                {[effect.step, effect.purpose].filter(Boolean).join(" · ")}
              </Text>
              {effect.detail && <Text size="xs">{effect.detail}</Text>}
            </Table.Td>
            <Table.Td>{effect.subject}</Table.Td>
            <Table.Td>{effect.target}</Table.Td>
            <Table.Td>
              <Time at={effect.at} />
              {effect.attempts > 1 && (
                <Text size="xs" c="dimmed">
                  {text.runs.attempts(effect.attempts)}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
