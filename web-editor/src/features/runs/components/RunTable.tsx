import { Anchor, Table } from "@mantine/core";
import { Link } from "react-router";
import { text } from "@/text";
import { duration } from "@/ui/duration";
import { Time } from "@/ui/Time";
import type { Run } from "../api/run";
import { RunStateBadge } from "./RunStateBadge";
import classes from "./RunTable.module.css";

/** Runs as a table on a wide screen and as cards on a narrow one. `titles` are recipe titles by id. */
export function RunTable({ runs, titles }: { runs: Run[]; titles: ReadonlyMap<string, string> }) {
  return (
    <Table className={classes.table} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.runs.state}</Table.Th>
          <Table.Th>{text.runs.recipe}</Table.Th>
          <Table.Th>{text.runs.event}</Table.Th>
          <Table.Th>{text.runs.started}</Table.Th>
          <Table.Th>{text.runs.duration}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {runs.map((run) => (
          <Table.Tr key={run.id}>
            <Table.Td>
              <RunStateBadge state={run.state} />
            </Table.Td>
            <Table.Td>
              <Anchor component={Link} to={`/runs/${encodeURIComponent(run.id)}`}>
                {titles.get(run.recipe) ?? run.recipe}
              </Anchor>
            </Table.Td>
            <Table.Td className={classes.event}>{run.subject ?? run.eventKey}</Table.Td>
            <Table.Td>
              <Time at={run.startedAt} />
            </Table.Td>
            <Table.Td>{tookOf(run)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function tookOf(run: Run): string {
  return run.endedAt == null ? "" : duration(Date.parse(run.endedAt) - Date.parse(run.startedAt));
}
