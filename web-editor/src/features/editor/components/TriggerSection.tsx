import { Select, Stack, Title } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useId } from "react";
import { findTrigger } from "@/recipe/catalog";
import { connectionFor } from "@/recipe/newStep";
import { setAt } from "@/recipe/pointer";
import { describeTrigger } from "@/recipe/sentences";
import { isObject } from "@/recipe/shape";
import { usualInputs } from "@/recipe/usual";
import { text } from "@/text";
import { ConditionField } from "../fields/ConditionField";
import { MoreFields } from "../fields/MoreFields";
import { SchemaForm } from "../fields/SchemaForm";
import { JsonField } from "../fields/JsonField";
import { StateBadge } from "@/ui/StateBadge";
import { triggerRow, useOpenSteps } from "../state/OpenSteps";
import { useAt, useEditing, useProblemAt, useProblemCount, useView } from "../state/Editing";
import { ConnectionField } from "./ConnectionField";
import { StartFromField } from "./StartFromField";
import { UsesIcon } from "./StepIcon";
import { WrittenExpression } from "./WrittenExpression";
import classes from "./steps.module.css";

const words = text.editor;

/** What starts the recipe, and the condition on it. */
export function TriggerSection() {
  const { now, replace } = useEditing();
  const catalog = useView((view) => view.catalog);
  const trigger = useAt(["trigger"]);
  const uses = isObject(trigger) && typeof trigger.uses === "string" ? trigger.uses : null;
  const found = findTrigger(catalog, uses);
  const kindError = useProblemAt(["trigger", "uses"]);
  const triggerError = useProblemAt(["trigger"]);
  const problems = useProblemCount(["trigger"]);
  const { isOpen, setOpen } = useOpenSteps();
  const open = isOpen(triggerRow);
  const panelId = useId();
  const hasExisting = found?.kind.existing === true || (isObject(trigger) && trigger.startFrom !== undefined);

  const choose = (chosen: string | null) => {
    const { document, connections } = now();
    const next = findTrigger(catalog, chosen);
    if (next === undefined) return;
    const connection = next.connector.needsConnection
      ? connectionFor(next.connector.id, { document: {}, connections })
      : undefined;
    const fresh = { uses: next.kind.id, ...(connection !== undefined && { connection }), with: {} };
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
      <Title order={2} size="h4" id="editor-when" mb="xs">
        {words.when}
      </Title>
      <div className={classes.row}>
        <h3 className={classes.title}>
          <button
            type="button"
            className={classes.toggle}
            data-step={triggerRow}
            aria-expanded={open}
            aria-controls={panelId}
            onClick={() => setOpen(triggerRow, !open)}
          >
            <IconChevronRight size={18} aria-hidden className={classes.chevron} />
            {uses !== null && <UsesIcon uses={uses} />}
            <span className={classes.name}>{describeTrigger(trigger, found?.kind.title)}</span>
            {problems > 0 && <StateBadge tone="bad" label={words.problemsHere(problems)} />}
          </button>
        </h3>
        <Stack id={panelId} gap="md" className={classes.panel} hidden={!open} role="group" aria-label={words.when}>
          <Select
            label={words.triggerKind}
            placeholder={catalog === undefined ? text.common.loading : words.chooseTrigger}
            // What opens before there is anything to choose stays empty.
            disabled={catalog === undefined}
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
            <SchemaForm
              key={uses}
              place={["trigger", "with"]}
              schema={found.kind.input}
              context={{ plain: true, usual: usualInputs(uses) }}
            />
          )}
          {found === undefined && uses !== null && catalog !== undefined && (
            <JsonField place={["trigger", "with"]} label={words.inputs} />
          )}
          {uses !== null && <ConditionField place={["trigger", "when"]} label={words.onlyIf} help={words.onlyIfHelp} />}
          {uses !== null && (
            <MoreFields
              place={["trigger"]}
              names={["startFrom", "dedupe"]}
              label={hasExisting ? words.triggerMore : words.triggerRepeats}
            >
              {hasExisting && <StartFromField />}
              <WrittenExpression place={["trigger", "dedupe"]} label={words.dedupe} help={words.dedupeHelp} />
            </MoreFields>
          )}
        </Stack>
      </div>
    </section>
  );
}
