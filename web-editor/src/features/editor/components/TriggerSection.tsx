import { Select, Stack, Text, Title } from "@mantine/core";
import { findTrigger } from "@/recipe/catalog";
import { connectionFor } from "@/recipe/newStep";
import { getAt, setAt } from "@/recipe/pointer";
import { describeTrigger } from "@/recipe/sentences";
import { isObject } from "@/recipe/shape";
import { text } from "@/text";
import { ConditionField } from "../fields/ConditionField";
import { SchemaForm } from "../fields/SchemaForm";
import { JsonField } from "../fields/JsonField";
import { useEditing, useProblemAt } from "../state/Editing";
import { ConnectionField } from "./ConnectionField";
import classes from "./steps.module.css";

const words = text.editor;

/** What starts the recipe, and the condition on it. */
export function TriggerSection() {
  const { document, catalog, connections, suggestions, replace } = useEditing();
  const trigger = getAt(document, ["trigger"]);
  const uses = isObject(trigger) && typeof trigger.uses === "string" ? trigger.uses : null;
  const found = findTrigger(catalog, uses);
  const kindError = useProblemAt(["trigger", "uses"]);
  const triggerError = useProblemAt(["trigger"]);

  const choose = (chosen: string | null) => {
    const next = findTrigger(catalog, chosen);
    if (next === undefined) return;
    const connection = next.connector.takesConnection
      ? connectionFor(next.connector.id, { document: {}, connections, columns: [] })
      : undefined;
    const properties = next.kind.input.properties ?? {};
    const filled = Object.keys(properties).flatMap((name) => {
      const [only, ...others] = suggestions[name] ?? [];
      return only !== undefined && others.length === 0 && properties[name]?.type === "string"
        ? [[name, only.value]]
        : [];
    });
    const fresh = {
      uses: next.kind.id,
      ...(connection !== undefined && { connection }),
      with: Object.fromEntries(filled) as unknown,
    };
    replace(setAt(document, ["trigger"], fresh), "trigger");
  };

  const groups = (catalog?.connectors ?? [])
    .filter(({ triggers }) => triggers.length > 0)
    .map((connector) => ({
      group: connector.title,
      items: connector.triggers.map(({ id, title }) => ({ value: id, label: title })),
    }));

  return (
    <section className={classes.section} aria-labelledby="editor-when">
      <Title order={2} size="h4" id="editor-when">
        {words.when}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {uses === null ? words.whenHelp : describeTrigger(trigger, found?.kind.title)}
      </Text>
      <Stack gap="md">
        <Select
          label={words.triggerKind}
          placeholder={words.chooseTrigger}
          data={groups}
          value={uses}
          error={kindError ?? triggerError}
          searchable
          allowDeselect={false}
          onChange={choose}
          maw={420}
          description={found?.kind.help}
        />
        {(found?.connector.takesConnection === true || (isObject(trigger) && trigger.connection !== undefined)) && (
          <ConnectionField place={["trigger", "connection"]} connector={found?.connector.id} />
        )}
        {found !== undefined && (
          <SchemaForm place={["trigger", "with"]} schema={found.kind.input} context={{ plain: true }} />
        )}
        {found === undefined && uses !== null && catalog !== undefined && (
          <JsonField place={["trigger", "with"]} label={words.inputs} />
        )}
        {uses !== null && <ConditionField place={["trigger", "when"]} label={words.onlyIf} help={words.onlyIfHelp} />}
      </Stack>
    </section>
  );
}
