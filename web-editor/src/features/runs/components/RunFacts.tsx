import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { text } from "@/text";
import { Time } from "@/ui/Time";
import type { Run } from "../api/run";
import { RunStateBadge } from "./RunStateBadge";
import { tookOf } from "./RunTable";

/** What happened to the run as a whole, in one line of facts and one sentence. */
export function RunFacts({ run }: { run: Run }) {
  return (
    <section aria-label={text.runs.facts}>
      <Group gap="lg" align="flex-start">
        <div>
          <RunStateBadge state={run.state} />
          <Text size="sm" mt={4}>
            {text.runs.meaning[run.state]}
          </Text>
        </div>
        <Fact label={text.runs.trigger}>{run.subject ?? run.eventKey}</Fact>
        <Fact label={text.runs.started}>
          <Time at={run.startedAt} />
        </Fact>
        {run.endedAt != null && <Fact label={text.runs.duration}>{tookOf(run)}</Fact>}
        <Fact label={text.runs.recipe}>{text.runs.version(run.version)}</Fact>
      </Group>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {children}
      </Text>
    </div>
  );
}
