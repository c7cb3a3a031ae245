import { Alert, Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { UploadForm } from "@/features/files/components/UploadForm";
import { useRecipeDocuments } from "@/api/listDocuments";
import { useRuns } from "@/features/runs/api/listRuns";
import { RunTable } from "@/features/runs/components/RunTable";
import { isObject } from "@/recipe/shape";
import { text } from "@/text";
import { Empty } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

const words = text.upload;
const shownRuns = 100;

/** A file for a recipe that begins when one arrives, and what came of it. */
export default function UploadPage() {
  const { id = "" } = useParams();
  const recipes = useRecipeDocuments();
  const [done, setDone] = useState<string>();
  /** The newest run before the upload; later ones are its doing. */
  const [before, setBefore] = useState<string>();
  const runs = useRuns({ recipe: id, limit: shownRuns });
  const own = recipes?.find(({ summary }) => summary.id === id);
  const folder = own && folderOf(own.document);
  const title = own?.summary.title ?? id;
  const place = runs.data?.runs.findIndex((run) => run.id === before) ?? -1;
  const started = runs.data?.runs.slice(0, place < 0 ? undefined : place) ?? [];

  return (
    <Page title={words.title(title)} help={words.help}>
      <Group>
        <Anchor component={Link} to={`/recipes/${encodeURIComponent(id)}`}>
          {words.back}
        </Anchor>
      </Group>
      {own !== undefined && folder === undefined && <Empty title={words.noFolder} help={words.noFolderHelp} />}
      {own !== undefined && folder !== undefined && (
        <>
          {own.summary.state !== "active" && <Alert color="yellow">{words.notActive}</Alert>}
          <UploadForm
            connection={folder}
            onBegin={() => {
              setDone(undefined);
              setBefore(runs.data?.runs[0]?.id);
            }}
            onDone={setDone}
          />
          <Text size="sm" c="dimmed">
            {words.readers(
              (recipes ?? [])
                .filter(({ document }) => folderOf(document) === folder)
                .map(({ summary }) => summary.title)
                .join(", "),
            )}
          </Text>
          {own.summary.trigger?.problem != null && <Alert color="red">{own.summary.trigger.problem}</Alert>}
          {done !== undefined && (
            <Stack component="section" gap="sm" aria-label={words.taken}>
              <Title order={2} size="h3">
                {words.taken}
              </Title>
              <Text size="sm">{words.takenHelp(done)}</Text>
              {started.length === 0 ? (
                <Text role="status">{words.waiting}</Text>
              ) : (
                <RunTable runs={started} titles={new Map([[id, title]])} hasMore={started.length === shownRuns} />
              )}
            </Stack>
          )}
        </>
      )}
    </Page>
  );
}

/** The connection whose folder a recipe watches. */
function folderOf(document: unknown): string | undefined {
  if (!isObject(document) || !isObject(document.trigger)) return undefined;
  const { uses, connection } = document.trigger;
  return typeof uses === "string" && uses.startsWith("file.") && typeof connection === "string"
    ? connection
    : undefined;
}
