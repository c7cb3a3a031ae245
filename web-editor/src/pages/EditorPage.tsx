import { Group, Select } from "@mantine/core";
import { useState } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import { LazyActivateDialog } from "@/features/activation/LazyActivateDialog";
import { useRecipeText } from "@/features/editor/api/getRecipeText";
import { RecipeEditor } from "@/features/editor/components/RecipeEditor";
import { useRecipeEditor } from "@/features/editor/state/useRecipeEditor";
import { useSession } from "@/features/session/api/session";
import { newRecipe } from "@/recipe/newStep";
import { getAt } from "@/recipe/pointer";
import { isObject, typed } from "@/recipe/shape";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";
import { RecipeActions } from "./RecipeActions";
import { RowAnswer } from "./RowAnswer";
import { useSamples } from "./useSamples";

/** A recipe from a template has a draft of its own: it must not bring back another one that was begun. */
function draftOf(recipe: unknown): string {
  return recipe === undefined ? "new" : `new from ${typed(getAt(recipe, ["id"]))}`;
}

/** A recipe that exists, or (at /recipes/new) one that is being made, perhaps from a template. */
export default function EditorPage() {
  const { id } = useParams();
  const start = useLocation().state as { recipe?: unknown } | null;
  const [blank] = useState(() => JSON.stringify(start?.recipe ?? newRecipe(browserZone()), null, 2));
  const saved = useRecipeText(id ?? "", id !== undefined);
  if (id === undefined)
    return <OneRecipe id={undefined} draftId={draftOf(start?.recipe)} saved={blank} readSaved={() => blank} />;
  const readSaved = async () => (await saved.refetch({ throwOnError: true })).data;
  return (
    <Loaded query={saved} what={text.recipes.title}>
      {(recipe) => <OneRecipe key={id} id={id} draftId={id} saved={recipe} readSaved={readSaved} />}
    </Loaded>
  );
}

interface OneRecipeProps {
  id: string | undefined;
  draftId: string;
  saved: string;
  /** What is saved now, whatever was heard of it. */
  readSaved: () => string | undefined | Promise<string | undefined>;
}

function OneRecipe({ id, draftId, saved, readSaved }: OneRecipeProps) {
  const navigate = useNavigate();
  const editor = useRecipeEditor(draftId, saved, id === undefined);
  const { samples, event, rows, groups, chosen, choose, looking, message } = useSamples(id, editor.document);
  const [activating, setActivating] = useState<{ id: string; version: number }>();
  const mode = useSession().data?.mode ?? "practice";
  const title = typed(getAt(editor.document, ["title"]));
  const show = (savedId: string) => {
    setActivating(undefined);
    if (id !== savedId) void navigate(`/recipes/${encodeURIComponent(savedId)}`, { replace: true });
  };
  return (
    <Page
      title={title === "" ? (id === undefined ? text.editor.newTitle : text.editor.untitled) : title}
      actions={id === undefined ? undefined : <RecipeActions id={id} />}
    >
      <RecipeEditor
        editor={editor}
        id={id}
        isNewest={async () => (await readSaved()) === saved && editor.theirs === undefined}
        samples={samples}
        event={event}
        rows={rows}
        noSample={looking ? text.trial.looking : message}
        sampleChoice={
          <Group mb="md">
            <Select
              label={text.editor.sample}
              description={message ?? (looking ? text.trial.looking : text.editor.sampleHelp)}
              data={groups}
              value={chosen}
              onChange={choose}
              placeholder={looking ? text.trial.looking : text.editor.noSample}
              disabled={groups.length === 0}
              allowDeselect={false}
              searchable
              w={{ base: "100%", xs: 420 }}
            />
          </Group>
        }
        mode={mode}
        rowAnswer={
          <RowAnswer key={chosen} id={id} document={editor.document} rowKey={rowKeyOf(editor.document, event?.data)} />
        }
        onSaved={(savedId, version, activate) => {
          if (activate) setActivating({ id: savedId, version });
          else show(savedId);
        }}
      />
      {activating && (
        <LazyActivateDialog
          {...activating}
          onActivated={() => show(activating.id)}
          onClose={() => show(activating.id)}
        />
      )}
    </Page>
  );
}

/** What names a row: its key columns, else the first thing it holds. */
function rowKeyOf(document: unknown, data: Record<string, unknown> | undefined): string | undefined {
  const row = data?.row ?? data?.after;
  if (!isObject(row)) return undefined;
  const keys = getAt(document, ["trigger", "with", "key"]);
  const name = Array.isArray(keys) && typeof keys[0] === "string" ? keys[0] : Object.keys(row)[0];
  return name === undefined ? undefined : typed(row[name]);
}

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
