import { Anchor, Table } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Link } from "react-router";
import { text } from "@/text";
import { duration } from "@/ui/duration";
import { Time } from "@/ui/Time";
import { useWindowedRows } from "@/ui/useWindowedRows";
import type { Run } from "../api/run";
import { RunStateBadge } from "./RunStateBadge";
import classes from "./RunTable.module.css";

/** As the style sheet has them: rows of one height, so that only those in sight need to be there. */
const heights = { wide: 44, narrow: 128 };

interface RunTableProps {
  runs: readonly Run[];
  titles: ReadonlyMap<string, string>;
  /** There are older ones that have not been loaded. */
  hasMore: boolean;
}

/** Runs as a table on a wide screen and as cards on a narrow one. `titles` are recipe titles by id. */
export function RunTable({ runs, titles, hasMore }: RunTableProps) {
  const narrow = useMediaQuery("(max-width: 48em)");
  const height = narrow ? heights.narrow : heights.wide;
  const { ref, from, to } = useWindowedRows<HTMLTableSectionElement>(runs.length, height);
  return (
    <Table className={classes.table} aria-rowcount={hasMore ? -1 : runs.length + 1}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.runs.state}</Table.Th>
          <Table.Th>{text.runs.recipe}</Table.Th>
          <Table.Th>{text.runs.event}</Table.Th>
          <Table.Th>{text.runs.started}</Table.Th>
          <Table.Th>{text.runs.duration}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={ref}>
        <Spacer height={from * height} />
        {runs.slice(from, to).map((run, index) => (
          <Table.Tr key={run.id} className={classes.run} aria-rowindex={from + index + 2}>
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
        <Spacer height={(runs.length - to) * height} />
      </Table.Tbody>
    </Table>
  );
}

/** Stands for the rows that are out of sight. */
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className={classes.spacer} style={{ height }}>
      <td colSpan={5} />
    </tr>
  );
}

export function tookOf(run: Run): string {
  return run.endedAt == null ? "" : duration(Date.parse(run.endedAt) - Date.parse(run.startedAt));
}
