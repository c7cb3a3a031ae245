import { Table, Title } from "@mantine/core";
import { isObject, typed } from "@/recipe/shape";
import { text } from "@/text";
import { Json } from "@/ui/Json";
import classes from "./RunTable.module.css";

const words = text.runs;

/** What the run was about: the row as a small table with what changed marked, anything else as it came. */
export function RunEvent({ event }: { event: Record<string, unknown> }) {
  const row = event.row ?? event.after;
  const changed = new Set(Array.isArray(event.changed) ? event.changed : []);
  return (
    <section aria-label={words.happened}>
      <Title order={2} size="h3" mb="xs">
        {words.happened}
      </Title>
      {isObject(row) ? (
        <Table className={classes.event} withRowBorders verticalSpacing={4} w="auto">
          <Table.Tbody>
            {Object.entries(row).map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{name}</Table.Th>
                <Table.Td>{typed(value)}</Table.Td>
                <Table.Td>{changed.has(name) && words.changed}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : (
        <Json label={words.trigger} value={event} />
      )}
    </section>
  );
}
