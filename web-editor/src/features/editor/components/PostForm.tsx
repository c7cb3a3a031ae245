import { Select, Stack } from "@mantine/core";
import { findTrigger } from "@/recipe/catalog";
import type { Place } from "@/recipe/pointer";
import { typed } from "@/recipe/shape";
import { editing } from "@/text/editing";
import { SchemaForm } from "../fields/SchemaForm";
import { useAt, useEditing, useProblemAt, useView } from "../state/Editing";
import { ConnectionField } from "./ConnectionField";
import { WrittenExpression } from "./WrittenExpression";
import { WrittenField } from "./WrittenField";

const words = editing.waits;
const usual = "webhook.received";

/** A post of another system: where it comes in, and how the run that it is for is known. */
export function PostForm({ place }: { place: Place }) {
  const { set } = useEditing();
  const catalog = useView((view) => view.catalog);
  const written = typed(useAt([...place, "uses"]));
  const error = useProblemAt([...place, "uses"]);
  const uses = written === "" ? usual : written;
  const found = findTrigger(catalog, uses);
  const choices = (catalog?.connectors ?? []).flatMap(({ triggers }) => triggers).filter(({ kind }) => kind === "http");
  return (
    <Stack gap="md">
      {(choices.length > 1 || written !== "") && (
        <Select
          label={words.postKind}
          data={choices.map(({ id, title }) => ({ value: id, label: title }))}
          value={uses}
          error={error}
          allowDeselect={false}
          onChange={(chosen) => set([...place, "uses"], chosen === null || chosen === usual ? undefined : chosen)}
          maw={420}
        />
      )}
      {found?.connector.takesConnection === true && (
        <ConnectionField place={[...place, "connection"]} connector={found.connector.id} />
      )}
      {found !== undefined && (
        <SchemaForm key={uses} place={[...place, "with"]} schema={found.kind.input} context={{ plain: true }} />
      )}
      <WrittenExpression place={[...place, "match"]} label={words.match} help={words.matchHelp} />
      <WrittenField place={[...place, "equals"]} label={words.equals} help={words.equalsHelp} required />
    </Stack>
  );
}
