import { Anchor, Group, Text } from "@mantine/core";
import { Link } from "react-router";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { effectStates } from "../api/listEffects";
import { useMessageCounts } from "../api/countMessages";

const words = text.messages;

/** What became of the messages of this day, by the reader's clock. */
export function TodaysMessages() {
  const counts = useMessageCounts(startOfDay());
  return (
    <Loaded query={counts} what={words.today}>
      {({ messages }) => {
        const states = effectStates.filter((state) => (messages[state] ?? 0) > 0);
        if (states.length === 0) return <Text>{words.noneToday}</Text>;
        return (
          <Group component="ul" gap="xl" m={0} p={0} style={{ listStyle: "none" }}>
            {states.map((state) => (
              <li key={state}>
                <Text size="xl" fw={600} lh={1.2}>
                  {(messages[state] ?? 0).toLocaleString()}
                </Text>
                <Anchor component={Link} to={`/messages?state=${state}`} size="sm">
                  {words.states[state]}
                </Anchor>
              </li>
            ))}
          </Group>
        );
      }}
    </Loaded>
  );
}

function startOfDay(): string {
  const day = new Date();
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
}
