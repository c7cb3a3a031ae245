import { Alert, Loader, Text } from "@mantine/core";
import { Suspense, useMemo } from "react";
import type { Problem } from "@/api/http";
import type { JsonNode } from "@/recipe/jsonText";
import { text } from "@/text";
import type { Mistake } from "@/ui/code/CodeEditor";
import { lazily } from "@/ui/lazily";
import { FieldFrame } from "../fields/FieldFrame";
import type { RecipeEditor } from "../state/useRecipeEditor";

const CodeEditor = lazily(() => import("@/ui/code/CodeEditor"));
const words = text.editor;

/** The recipe as text: the same document, with what is wrong at its line. */
export function JsonView({ editor, problems }: { editor: RecipeEditor; problems: readonly Problem[] }) {
  const { state } = editor;
  const mistakes = useMemo(
    () => mistakesOf(state.broken?.problem, state.text, state.node, problems),
    [state, problems],
  );
  const broken = state.broken?.problem;
  return (
    <div>
      <Text size="sm" c="dimmed" mb="xs">
        {words.jsonHelp}
      </Text>
      {broken && (
        <Alert color="red" mb="xs">
          {words.jsonBroken(broken.line, broken.message)}
        </Alert>
      )}
      <FieldFrame label={words.jsonLabel} help={text.fields.codeKeys}>
        {(attributes) => (
          <Suspense fallback={<Loader size="sm" />}>
            <CodeEditor
              language="json"
              value={editor.text}
              onChange={editor.type}
              mistakes={mistakes}
              attributes={attributes}
            />
          </Suspense>
        )}
      </FieldFrame>
    </div>
  );
}

function mistakesOf(
  broken: { line: number; column: number; message: string } | undefined,
  written: string,
  node: JsonNode,
  problems: readonly Problem[],
): Mistake[] {
  if (broken !== undefined) return [broken];
  return problems.map(({ pointer, message }) => ({ line: lineOf(written, node, pointer), message }));
}

/** The line where a pointer's value begins; of the nearest part around it where it is not there. */
function lineOf(written: string, root: JsonNode, pointer: string): number {
  let node = root;
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const inner = node.members?.get(name) ?? node.items?.[Number(name)];
    if (inner === undefined) break;
    node = inner;
  }
  return written.slice(0, node.start).split("\n").length;
}
