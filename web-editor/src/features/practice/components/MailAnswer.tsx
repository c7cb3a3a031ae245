import { Alert, Button, Group, Stack, Textarea } from "@mantine/core";
import { IconArrowBackUp, IconSend } from "@tabler/icons-react";
import { useEffect, useRef, useState, type SyntheticEvent } from "react";
import { text } from "@/text";
import { clinic } from "@/text/clinic";
import { toast } from "@/ui/live";
import { useAnswerMail } from "../api/answerMail";
import type { Mail } from "../api/getMailbox";

const words = clinic.mailbox;

/** A button, and behind it a field, to answer a mail as the patient would. */
export function MailAnswer({ mail }: { mail: Mail }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [body, setBody] = useState("");
  const [missing, setMissing] = useState(false);
  const answer = useAnswerMail(mail.id);
  const subject = mail.subject === "" ? words.noSubject : mail.subject;
  useEffect(() => {
    if (open) field.current?.focus();
  }, [open]);

  const close = () => {
    setOpen(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const written = body.trim();
    setMissing(written === "");
    if (written === "") {
      field.current?.focus();
      return;
    }
    answer.mutate(written, {
      onSuccess: () => {
        setBody("");
        toast({ tone: "done", message: words.answered });
        close();
      },
    });
  };

  if (!open) {
    return (
      <Group>
        <Button
          ref={opener}
          size="xs"
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          aria-label={words.answerOf(subject)}
          onClick={() => setOpen(true)}
        >
          {words.answer}
        </Button>
      </Group>
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <Textarea
          ref={field}
          label={words.answerOf(subject)}
          description={words.answerHelp}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          error={missing ? words.answerMissing : undefined}
          autosize
          minRows={2}
          maxRows={8}
        />
        {answer.error && <Alert color="red">{answer.error.message}</Alert>}
        <Group gap="xs">
          <Button type="submit" size="xs" loading={answer.isPending} leftSection={<IconSend size={16} aria-hidden />}>
            {words.sendAnswer}
          </Button>
          <Button size="xs" variant="default" onClick={close}>
            {text.common.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
