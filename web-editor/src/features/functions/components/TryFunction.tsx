import { Alert, Button, Group, Select, Stack, Text, Textarea } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { Suspense, useMemo, useState } from "react";
import { useTestFunction, type FunctionTest } from "@/api/testFunction";
import { readJson } from "@/recipe/jsonText";
import { text } from "@/text";
import { FunctionResult, mistakesOf } from "@/ui/FunctionResult";
import { lazily } from "@/ui/lazily";

const CodeEditor = lazily(() => import("@/ui/code/CodeEditor"));
const words = text.functions;

type Language = FunctionTest["language"];

const names: Record<Language, string> = { python: "Python", javascript: "JavaScript", java: "Java" };

const beginnings: Record<Language, string> = {
  python: "def handle(event):\n    return {'hello': event['name'].strip().title()}\n",
  javascript: "export function handle(event) {\n  return { hello: event.name.trim() };\n}\n",
  java: 'Map<String, Object> handle(Map<String, Object> event) {\n    return Map.of("hello", event.get("name"));\n}\n',
};

/** A function tried on an input, away from any recipe. */
export function TryFunction() {
  const [language, setLanguage] = useState<Language>("python");
  const [codes, setCodes] = useState(beginnings);
  const [written, setWritten] = useState('{ "name": " ana " }');
  const test = useTestFunction();
  const mistakes = useMemo(() => mistakesOf(test.data), [test.data]);
  const input = readJson(written);
  const attributes = useMemo(() => ({ "aria-labelledby": "function-code", "aria-describedby": "function-keys" }), []);
  return (
    <Stack>
      <Text c="dimmed">{words.tryHelp}</Text>
      <Select
        label={words.language}
        data={Object.entries(names).map(([value, label]) => ({ value, label }))}
        value={language}
        allowDeselect={false}
        onChange={(value) => {
          if (value === "python" || value === "javascript" || value === "java") setLanguage(value);
          test.reset();
        }}
        w={{ base: "100%", xs: 200 }}
      />
      <div>
        <Text id="function-code" fw={600} size="sm">
          {words.code}
        </Text>
        <Text id="function-keys" c="dimmed" size="xs">
          {text.fields.codeKeys}
        </Text>
        <Suspense fallback={null}>
          <CodeEditor
            key={language}
            language={language}
            value={codes[language]}
            onChange={(code) => setCodes((before) => ({ ...before, [language]: code }))}
            mistakes={mistakes}
            attributes={attributes}
          />
        </Suspense>
      </div>
      <Textarea
        label={words.input}
        description={words.inputHelp}
        value={written}
        onChange={(event) => setWritten(event.currentTarget.value)}
        error={input.ok ? undefined : text.fields.notJson(input.problem.message, input.problem.line)}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
      />
      <Group>
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          loading={test.isPending}
          disabled={!input.ok}
          onClick={() => input.ok && test.mutate({ language, code: codes[language], input: input.node.value })}
        >
          {words.run}
        </Button>
      </Group>
      {test.error && <Alert color="red">{test.error.message}</Alert>}
      {test.data && <FunctionResult result={test.data} />}
    </Stack>
  );
}
