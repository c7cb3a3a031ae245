import { Alert, Button, Group, Stack, Textarea } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { Suspense, useMemo, useState } from "react";
import { readJson } from "@/recipe/jsonText";
import type { Place } from "@/recipe/pointer";
import { text } from "@/text";
import { FunctionResult, mistakesOf } from "@/ui/FunctionResult";
import { useTestFunction, type FunctionTestResult } from "@/api/testFunction";
import { lazily } from "@/ui/lazily";
import { useAt, useEditing } from "../state/Editing";
import { FieldFrame } from "./FieldFrame";
import type { Frame } from "./SchemaField";
import { useSampleInput } from "./useSampleInput";
import classes from "./fields.module.css";

const CodeEditor = lazily(() => import("@/ui/code/CodeEditor"));
const words = text.fields;

interface CodeFieldProps {
  place: Place;
  frame: Frame;
  language: "python" | "javascript" | "java" | "sql";
}

/** Code with colours, the mistake at its line, and a button that tries it. */
export default function CodeField({ place, frame, language }: CodeFieldProps) {
  const { set } = useEditing();
  const value = useAt(place);
  const code = typeof value === "string" ? value : "";
  const test = useTestFunction();
  const mistakes = useMemo(() => mistakesOf(test.data), [test.data]);
  return (
    <Stack gap="xs">
      <FieldFrame {...frame} help={[frame.help, words.codeKeys].filter(Boolean).join(" ")} below={undefined}>
        {(attributes) => (
          <Suspense fallback={null}>
            <CodeEditor
              language={language}
              value={code}
              onChange={(typed) => set(place, typed)}
              mistakes={mistakes}
              attributes={attributes}
            />
          </Suspense>
        )}
      </FieldFrame>
      {language !== "sql" && <TryFunction code={code} language={language} place={place} test={test} />}
    </Stack>
  );
}

interface TryFunctionProps {
  code: string;
  language: "python" | "javascript" | "java";
  place: Place;
  test: ReturnType<typeof useTestFunction>;
}

function TryFunction({ code, language, place, test }: TryFunctionProps) {
  const { learn } = useEditing();
  const sample = useSampleInput([...place.slice(0, -1), "input"]);
  const [typed, setTyped] = useState<string>();
  const written = typed ?? JSON.stringify(sample, null, 2);
  const input = readJson(written);
  const step = useAt([...place.slice(0, -2), "id"]);
  const keep = ({ ok, output }: FunctionTestResult) => {
    if (ok && typeof step === "string") learn(step, output);
  };
  return (
    <Stack gap="xs">
      <Textarea
        label={words.runWith}
        description={words.runInputHelp}
        value={written}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={input.ok ? undefined : words.notJson(input.problem.message, input.problem.line)}
        autosize
        minRows={2}
        maxRows={8}
        classNames={{ input: classes.mono ?? "" }}
      />
      <Group>
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          loading={test.isPending}
          disabled={!input.ok || code.trim() === ""}
          onClick={() => input.ok && test.mutate({ language, code, input: input.node.value }, { onSuccess: keep })}
        >
          {words.runCode}
        </Button>
      </Group>
      {test.error && <Alert color="red">{test.error.message}</Alert>}
      {test.data && <FunctionResult result={test.data} />}
    </Stack>
  );
}
