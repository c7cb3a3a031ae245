import { Paper, Text, VisuallyHidden } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { text } from "@/text";
import { usePhones } from "../api/listPhones";
import classes from "./FirstSteps.module.css";

const words = text.home.firstSteps;

/** The newcomer's three steps, ticked by what really happened. `brief` explains only the step that is next. */
export function FirstSteps({ brief = false }: { brief?: boolean }) {
  const messages = usePhones().data?.phones.flatMap((phone) => phone.messages) ?? [];
  const texted = messages.some(({ direction }) => direction === "outbound");
  const answered = messages.some(({ direction }) => direction === "inbound");
  const steps = [
    { name: words.change, help: words.changeHelp, done: texted },
    { name: words.see, help: words.seeHelp, done: texted },
    { name: words.answer, help: words.answerHelp, done: answered },
  ];
  const next = steps.find(({ done }) => !done);
  return (
    <section aria-label={words.title}>
      <ol className={classes.steps} data-brief={brief}>
        {steps.map(({ name, help, done }, index) => (
          <Paper
            component="li"
            key={name}
            withBorder
            p={brief ? "xs" : "sm"}
            className={classes.step}
            data-done={done || undefined}
          >
            <span className={classes.number} aria-hidden>
              {done ? <IconCheck size={18} stroke={3} /> : index + 1}
            </span>
            <div>
              <Text fw={650}>
                {name}
                <VisuallyHidden>. {done ? words.done : words.todo}</VisuallyHidden>
              </Text>
              {!brief && (
                <Text size="sm" c="dimmed">
                  {help}
                </Text>
              )}
            </div>
          </Paper>
        ))}
      </ol>
      {(brief || next === undefined) && (
        <Text size="sm" mt="xs">
          {next?.help ?? words.allDone}
        </Text>
      )}
    </section>
  );
}
