import { Button, Stack, Text, Textarea } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useEffect, useRef, useState, type KeyboardEvent, type SyntheticEvent } from "react";
import { clinic } from "@/text/clinic";
import { Linked } from "@/ui/Linked";
import { announce, toast } from "@/ui/live";
import { Time } from "@/ui/Time";
import type { Phone } from "../api/listPhones";
import { useSendReply } from "../api/sendReply";
import classes from "./Conversation.module.css";

const words = clinic.phone;

/** One patient's phone: what the clinic texted, what was answered, and a box to answer. */
export function Conversation({ phone: { number, messages } }: { phone: Phone }) {
  const list = useRef<HTMLOListElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [body, setBody] = useState("");
  const [missing, setMissing] = useState(false);
  const reply = useSendReply(number);

  useEffect(() => {
    const newest = list.current;
    if (newest !== null) newest.scrollTop = newest.scrollHeight;
  }, [messages.length]);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const written = body.trim();
    setMissing(written === "");
    if (written === "") {
      field.current?.focus();
      return;
    }
    reply.mutate(written, {
      onSuccess: () => {
        setBody("");
        announce(words.replied);
      },
      onError: (error) => toast({ tone: "problem", message: error.message }),
    });
  };
  const submitOnEnter = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey) submit(event);
  };

  return (
    <Stack gap="sm">
      {/* Scrolls, so it can be reached by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ol ref={list} className={classes.messages} aria-label={words.withNumber(number)} tabIndex={0}>
        {messages.map((message) => (
          <li key={message.id} className={classes.message} data-direction={message.direction}>
            <Text size="xs" className={classes.who}>
              {message.direction === "outbound" ? words.fromClinic : words.fromPatient} · <Time at={message.at} />
              {message.direction === "outbound" && ` · ${message.status}`}
            </Text>
            <Text size="sm" className={classes.body}>
              <Linked text={message.body} />
            </Text>
          </li>
        ))}
      </ol>
      <form onSubmit={submit} noValidate>
        <Stack gap="xs">
          <Textarea
            ref={field}
            label={words.reply(number)}
            placeholder={words.replyPlaceholder}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
            onKeyDown={submitOnEnter}
            error={missing ? words.replyMissing : undefined}
            autosize
            minRows={1}
            maxRows={4}
            maxLength={1600}
          />
          <Button type="submit" size="xs" loading={reply.isPending} leftSection={<IconSend size={16} aria-hidden />}>
            {words.send}
          </Button>
        </Stack>
      </form>
    </Stack>
  );
}
