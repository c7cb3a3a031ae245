import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { text } from "@/text";
import { announce } from "@/ui/live";
import type { RecipeEditor } from "../state/useRecipeEditor";
import classes from "./bar.module.css";

const words = text.editor;

interface EditorBarProps {
  editor: RecipeEditor;
  isNew: boolean;
  saving: boolean;
  checking: boolean;
  onSave: () => void;
  onActivate: () => void;
}

/** Undo, redo, what is saved, and saving. Stays in sight while the steps scroll. */
export function EditorBar({ editor, isNew, saving, checking, onSave, onActivate }: EditorBarProps) {
  const { past, future, broken } = editor.state;
  const canUndo = past.length > 0 || broken !== undefined;
  return (
    <div className={classes.bar}>
      <Group gap="xs" wrap="nowrap">
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={words.undo}
          title={words.undo}
          aria-disabled={!canUndo}
          data-disabled={!canUndo}
          onClick={() => {
            editor.undo();
            announce(canUndo ? words.undone : words.nothingToUndo);
          }}
        >
          <IconArrowBackUp size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={words.redo}
          title={words.redo}
          aria-disabled={future.length === 0}
          data-disabled={future.length === 0}
          onClick={() => {
            editor.redo();
            announce(future.length > 0 ? words.redone : words.nothingToRedo);
          }}
        >
          <IconArrowForwardUp size={20} aria-hidden />
        </ActionIcon>
      </Group>
      <Text size="sm" c="dimmed" className={classes.state}>
        {checking ? words.checking : editor.dirty ? words.unsaved : isNew ? words.notSaved : words.saved}
      </Text>
      <Group gap="xs" ml="auto">
        <Button variant="default" loading={saving} onClick={onSave}>
          {words.save}
        </Button>
        <Button loading={saving} onClick={onActivate}>
          {words.activate}
        </Button>
      </Group>
    </div>
  );
}
