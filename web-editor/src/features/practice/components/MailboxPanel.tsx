import { Accordion, Group, Stack, Text } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { clinic } from "@/text/clinic";
import { Linked } from "@/ui/Linked";
import { Empty, Loaded } from "@/ui/Loaded";
import { Time } from "@/ui/Time";
import { useMailbox, type Mail } from "../api/getMailbox";
import { MailAnswer } from "./MailAnswer";
import classes from "./MailboxPanel.module.css";

const words = clinic.mailbox;

/** Mail that recipes sent, newest first. */
export function MailboxPanel() {
  const mailbox = useMailbox();
  return (
    <Loaded query={mailbox} what={words.title}>
      {({ mails }) =>
        mails.length === 0 ? (
          <Empty title={words.empty} help={words.emptyHelp} />
        ) : (
          <Accordion variant="separated" order={3}>
            {[...mails]
              .sort((one, other) => other.at.localeCompare(one.at))
              .map((mail) => (
                <OneMail key={mail.id} mail={mail} />
              ))}
          </Accordion>
        )
      }
    </Loaded>
  );
}

function OneMail({ mail }: { mail: Mail }) {
  return (
    <Accordion.Item value={mail.id}>
      <Accordion.Control>
        <Text fw={600} size="sm">
          {mail.subject === "" ? words.noSubject : mail.subject}
        </Text>
        <Text size="xs" c="dimmed">
          {words.to(mail.to.join(", "))} · <Time at={mail.at} />
        </Text>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="sm">
          {mail.text && (
            <Text className={classes.text}>
              <Linked text={mail.text} />
            </Text>
          )}
          {/* The mail's own markup runs nothing and reaches nothing. */}
          {mail.html && <iframe className={classes.html} title={words.asHtml} sandbox="" srcDoc={mail.html} />}
          {mail.attachments.map(({ name, bytes }) => (
            <Group key={name} gap={4}>
              <IconPaperclip size={16} aria-hidden />
              <Text size="sm">
                {name} ({words.bytes(bytes)})
              </Text>
            </Group>
          ))}
          <MailAnswer mail={mail} />
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
