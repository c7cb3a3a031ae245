import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import { text } from "@/text";
import { Empty, Loaded } from "@/ui/Loaded";
import { Time } from "@/ui/Time";
import { useRuns } from "../api/listRuns";
import { RunStateBadge } from "./RunStateBadge";
import { tookOf } from "./RunTable";

/** The newest runs, live, for the side of another screen. */
export function LatestRuns({ limit, titles }: { limit: number; titles: ReadonlyMap<string, string> }) {
  const runs = useRuns({ limit });
  return (
    <Loaded query={runs} what={text.runs.title}>
      {(list) =>
        list.runs.length === 0 ? (
          <Empty title={text.runs.empty} help={text.runs.emptyHelp} />
        ) : (
          <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
            {list.runs.map((run) => (
              <li key={run.id}>
                <Group gap="xs" wrap="nowrap" align="flex-start">
                  <RunStateBadge state={run.state} />
                  <div>
                    <Anchor component={Link} to={`/runs/${encodeURIComponent(run.id)}`} size="sm">
                      {titles.get(run.recipe) ?? run.recipe}
                      {run.subject != null && ` (${run.subject})`}
                    </Anchor>
                    <Text size="xs" c="dimmed">
                      <Time at={run.startedAt} /> {tookOf(run)}
                    </Text>
                  </div>
                </Group>
              </li>
            ))}
          </Stack>
        )
      }
    </Loaded>
  );
}
