import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { text } from "@/text";
import { announce } from "@/ui/live";
import { Time } from "@/ui/Time";
import type { RecipeEditor } from "../state/useRecipeEditor";
import { Difference } from "@/ui/Difference";

const words = text.editor;

/** What a person must know before going on: somebody else's save, a draft that was found, a JSON text half typed. */
export function Banners({ editor, inJson }: { editor: RecipeEditor; inJson: boolean }) {
  const halfTyped = editor.state.broken !== undefined && !inJson;
  if (editor.theirs === undefined && editor.foundFrom === undefined && !halfTyped && editor.kept) return null;
  return (
    <Stack gap="sm">
      {editor.theirs !== undefined && <Conflict editor={editor} theirs={editor.theirs} />}
      {editor.theirs === undefined && editor.foundFrom !== undefined && (
        <Alert color="blue">
          <Group justify="space-between">
            <Text size="sm">
              {words.draftFound} <Time at={editor.foundFrom} />
            </Text>
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                editor.discard();
                announce(words.discarded);
              }}
            >
              {words.discard}
            </Button>
          </Group>
        </Alert>
      )}
      {halfTyped && (
        <Alert color="orange">
          <Group justify="space-between">
            <Text size="sm">{words.jsonKept}</Text>
            <Button size="xs" variant="default" onClick={editor.undo}>
              {words.jsonDrop}
            </Button>
          </Group>
        </Alert>
      )}
      {!editor.kept && <Alert color="orange">{words.unkept}</Alert>}
    </Stack>
  );
}

function Conflict({ editor, theirs }: { editor: RecipeEditor; theirs: string }) {
  const [shown, setShown] = useState(false);
  return (
    <Alert color="orange" title={words.conflict}>
      <Stack gap="sm">
        <Text size="sm">{words.conflictHelp}</Text>
        <Group>
          <Button size="xs" variant="default" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? words.hideDifference : words.showDifference}
          </Button>
          <Button size="xs" variant="default" onClick={editor.keepMine}>
            {words.keepMine}
          </Button>
          <Button size="xs" variant="default" onClick={editor.discard}>
            {words.takeTheirs}
          </Button>
        </Group>
        {shown && <Difference label={words.difference} theirs={theirs} yours={editor.text} />}
      </Stack>
    </Alert>
  );
}
