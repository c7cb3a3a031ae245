import { Alert, Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { ApiProblem } from "@/api/http";
import { typed } from "@/recipe/shape";
import { text } from "@/text";
import { editing } from "@/text/editing";
import { Json } from "@/ui/Json";
import { usePreviewPage, type PreviewPage } from "../api/previewPage";
import { useAt } from "../state/Editing";
import classes from "./preview.module.css";

const words = editing.questions;

/** The page of a form, from the runtime itself, in a frame in which no script runs: it can be filled in, and is kept nowhere. */
export default function PreviewDialog({ form, onClose }: { form: unknown; onClose: () => void }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const zone = typed(useAt(["zone"])) || undefined;
  const focused = useRef("");
  const preview = usePreviewPage();
  const { mutate } = preview;
  const ask = (sent?: Record<string, string[]>) => {
    focused.current = frame.current?.contentDocument?.activeElement?.id ?? "";
    mutate({ form, zone, ...(sent && { sent }) });
  };
  // When the dialog opens; after that, what is filled in asks by itself.
  useEffect(() => mutate({ form, zone }), [form, zone, mutate]);

  const listen = () => {
    const page = frame.current?.contentDocument;
    const asked = page?.querySelector("form");
    if (page == null || asked == null) return;
    asked.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(fieldsOf(asked, event.submitter));
    });
    // As on the page itself: only where questions follow from answers is there anything to ask.
    if (asked.querySelector(".more") === null) return;
    asked.addEventListener("change", () => ask({ ...fieldsOf(asked, null), _action: ["look"] }));
    if (focused.current !== "") page.getElementById(focused.current)?.focus();
  };
  const problems = preview.error instanceof ApiProblem ? preview.error.problems : [];
  return (
    <Modal opened onClose={onClose} size="lg" title={words.previewTitle}>
      <Stack>
        <Text size="sm">{words.previewHelp}</Text>
        {preview.error && (
          <Alert color="orange" title={words.previewFailed}>
            {preview.error.message}
            <List size="sm">
              {problems.map(({ pointer, message }) => (
                <List.Item key={`${pointer} ${message}`}>{message}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        {preview.data && (
          <iframe
            ref={frame}
            className={classes.frame}
            title={words.previewFrame}
            sandbox="allow-same-origin allow-forms"
            srcDoc={documentOf(preview.data)}
            onLoad={listen}
          />
        )}
        {preview.data?.data != null && (
          <div>
            <Json label={words.previewGets} value={preview.data.data.answers} />
          </div>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => ask()}>
            {words.previewAgain}
          </Button>
          <Button onClick={onClose}>{text.common.close}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function fieldsOf(form: HTMLFormElement, pressed: HTMLElement | null): Record<string, string[]> {
  const sent: Record<string, string[]> = {};
  for (const [name, value] of new FormData(form, pressed).entries()) {
    if (typeof value === "string") (sent[name] ??= []).push(value);
  }
  return sent;
}

/** As the runtime frames it for a patient. The content has been escaped by the form connector. */
function documentOf({ language, content: written }: PreviewPage): string {
  const page = new DOMParser().parseFromString(written, "text/html");
  // Focus stays where somebody types; a frame without scripts may not take it anyway.
  page.querySelectorAll("[autofocus]").forEach((each) => each.removeAttribute("autofocus"));
  const content = page.body.innerHTML;
  return `<!doctype html><html lang="${/^[\w-]+$/.test(language) ? language : "en"}"><head><meta charset="utf-8">
<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/forms/form.css"></head>
<body><main id="main">${content}</main></body></html>`;
}
