import { Alert, Stack, Tabs } from "@mantine/core";
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { ApiProblem, type Problem } from "@/api/http";
import { getAt } from "@/recipe/pointer";
import type { Sample } from "@/api/listSamples";
import type { Samples } from "@/recipe/scope";
import { isObject, typed } from "@/recipe/shape";
import { text } from "@/text";
import { editing } from "@/text/editing";
import { toast } from "@/ui/live";
import type { PlannedRecipe } from "../api/planRecipe";
import { useSaveRecipe } from "../api/saveRecipe";
import { EditingProvider } from "../state/Editing";
import { OpenStepsProvider, triggerRow, useOpenStepsState } from "../state/OpenSteps";
import { useChecked } from "../state/useChecked";
import { useEditingStore } from "../state/useEditingStore";
import type { Mode } from "../trial/TrialLines";
import { TryView } from "../trial/TryView";
import type { RecipeEditor as Editor } from "../state/useRecipeEditor";
import { Banners } from "./Banners";
import { EditorBar } from "./EditorBar";
import { JsonView } from "./JsonView";
import { ProblemSummary } from "./ProblemSummary";
import { RecipeForm } from "./RecipeForm";

const words = text.editor;

interface RecipeEditorProps {
  editor: Editor;
  /** Under which it is saved; undefined for a new one. */
  id: string | undefined;
  /** Asks whether nobody has saved it since it was last seen here. */
  isNewest: () => Promise<boolean>;
  samples: Samples;
  /** The chosen row or event, to try it with. */
  event: Sample | undefined;
  /** With a few others, to see a text with. */
  rows: readonly Sample[];
  /** Why there is nothing to try. */
  noSample: string | undefined;
  /** Chooses the sample; shown above the form. */
  sampleChoice: ReactNode;
  mode: Mode;
  /** What is known about the chosen row and this recipe; shown where it is tried. */
  rowAnswer: ReactNode;
  /** It is saved; where it shall be activated, that is asked next. */
  onSaved: (id: string, version: number, activate: boolean) => void;
}

/** A recipe as a form and as text, checked as it is made, saved only when it is right. */
export function RecipeEditor(props: RecipeEditorProps) {
  const { editor, id, isNewest, samples, event, rows, noSample, sampleChoice, mode, rowAnswer, onSaved } = props;
  const isNew = id === undefined;
  const [view, setView] = useState<string | null>("steps");
  const [attempted, setAttempted] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const openSteps = useOpenStepsState(isNew ? [triggerRow] : []);
  const { found, warnings, checking, checkNow } = useChecked(editor.state.text, id);
  // What is only not filled in yet is no reproach before somebody wants to save.
  const problems = useMemo(() => (attempted ? found : found.filter(isWrong)), [attempted, found]);
  const store = useEditingStore(editor, problems, warnings, samples, rows);
  const save = useSaveRecipe();
  const broken = editor.state.broken !== undefined;

  // A second press may come before the first one shows.
  const pressed = useRef(false);

  const saveNow = (activate: boolean) => {
    const saved = editor.text;
    save.mutate(saved, {
      onSuccess: ({ recipes: [one] }) => {
        editor.markSaved(saved);
        toast({ tone: "done", message: said(one) });
        onSaved(one?.id ?? typed(getAt(editor.document, ["id"])), one?.version ?? 1, activate);
      },
      onError: (error) => {
        const invalid = error instanceof ApiProblem && error.status === 422;
        toast({ tone: "problem", message: invalid ? words.problemsLeft(found.length) : error.message });
        summary.current?.focus();
      },
      onSettled: () => {
        pressed.current = false;
      },
    });
  };
  const whenRight = async (proceed: () => void) => {
    if (pressed.current) return;
    pressed.current = true;
    let proceeds = false;
    try {
      const left = await checkNow();
      const right = left.length === 0 && !broken;
      proceeds = right && (await isNewest());
      if (proceeds) {
        proceed();
        return;
      }
      if (right) toast({ tone: "problem", message: editing.saving.chooseFirst });
      else setAttempted(true);
      summary.current?.focus();
      summary.current?.scrollIntoView({ block: "center" });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      toast({ tone: "problem", message: words.couldNotCheck(why) });
    } finally {
      pressed.current = proceeds;
    }
  };

  return (
    <EditingProvider value={store}>
      <OpenStepsProvider value={openSteps}>
        {/* Undo by keyboard works from anywhere in the editor; the buttons do the same. */}
        {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div onKeyDown={(event) => undoByKey(event, editor)}>
          <Stack>
            <EditorBar
              editor={editor}
              isNew={isNew}
              saving={save.isPending}
              checking={checking}
              onSave={() => void whenRight(() => saveNow(false))}
              onActivate={() => void whenRight(() => saveNow(true))}
            />
            <Banners editor={editor} inJson={view === "json"} />
            <ProblemSummary ref={summary} unfilled={found.length - problems.length} onShow={() => setAttempted(true)} />
            <Tabs value={view} onChange={setView} keepMounted={false}>
              <Tabs.List mb="md" aria-label={words.views}>
                <Tabs.Tab value="steps">{words.stepsView}</Tabs.Tab>
                <Tabs.Tab value="try">{text.trial.tab}</Tabs.Tab>
                <Tabs.Tab value="json">{words.jsonView}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="steps">
                {/* While the text is no JSON, a change in the form would overwrite what was typed there. */}
                <div inert={broken}>
                  {sampleChoice}
                  {isObject(editor.document) ? (
                    <RecipeForm isNew={isNew} />
                  ) : (
                    <Alert color="orange">{words.notARecipe}</Alert>
                  )}
                </div>
              </Tabs.Panel>
              <Tabs.Panel value="try">
                <TryView
                  event={event}
                  message={noSample}
                  sampleChoice={sampleChoice}
                  mode={mode}
                  rowAnswer={rowAnswer}
                />
              </Tabs.Panel>
              <Tabs.Panel value="json">
                <JsonView editor={editor} problems={problems} />
              </Tabs.Panel>
            </Tabs>
          </Stack>
        </div>
      </OpenStepsProvider>
    </EditingProvider>
  );
}

function isWrong({ code }: Problem): boolean {
  return !code.startsWith("missing-");
}

function said(planned: PlannedRecipe | undefined): string {
  return planned?.change === "unchanged" ? words.unchanged : words.savedAs(planned?.version ?? 1);
}

/** Fields undo what is typed in them by themselves. */
function undoByKey(event: KeyboardEvent, editor: Editor) {
  const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, [contenteditable]");
  if (typing || !(event.ctrlKey || event.metaKey)) return;
  if (event.key === "z" && !event.shiftKey) editor.undo();
  else if (event.key === "y" || (event.key === "z" && event.shiftKey)) editor.redo();
  else return;
  event.preventDefault();
}
