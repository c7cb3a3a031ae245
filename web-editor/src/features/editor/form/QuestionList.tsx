import { Button, Group, Menu, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { getAt, type Place } from "@/recipe/pointer";
import { namesIn, newQuestion, questionsIn, questionTypes, type QuestionType } from "@/recipe/questions";
import { insertStep } from "@/recipe/steps";
import { editing } from "@/text/editing";
import { announce } from "@/ui/live";
import { useAt, useEditing, useProblemAt } from "../state/Editing";
import { useOpenSteps } from "../state/OpenSteps";
import { memoByContent } from "../state/sameProps";
import classes from "../components/steps.module.css";
import { focusQuestion, rowOf } from "./focusQuestion";
import { useFormPlace } from "./formPlace";
import { QuestionRow } from "./QuestionRow";

const words = editing.questions;

/** Questions in their order, each opening its form; those of a group are named after it. */
export const QuestionList = memoByContent(function QuestionList({ list, name }: { list: Place; name: string }) {
  const questions = questionsIn(useAt(list));
  const error = useProblemAt(list);
  return (
    <div className={classes.listFrame}>
      <Text size="sm" fw={600} mb={4} aria-hidden>
        {name}
      </Text>
      <ol className={classes.list} aria-label={name}>
        {questions.map((question, index) => (
          <QuestionRow
            // Not by its name, which is made of its words while somebody goes on to the next field.
            key={index}
            question={question}
            list={list}
            index={index}
            count={questions.length}
          />
        ))}
      </ol>
      {questions.length === 0 && (
        <Text size="sm" c="dimmed" mb="xs">
          {words.none}
        </Text>
      )}
      {error && (
        <Text size="xs" c="error" mb="xs">
          {error}
        </Text>
      )}
      <AddQuestion list={list} where={name} />
    </div>
  );
});

function AddQuestion({ list, where }: { list: Place; where: string }) {
  const { now, replace } = useEditing();
  const { setOpen } = useOpenSteps();
  const form = useFormPlace();
  const add = (type: QuestionType) => {
    const { document } = now();
    const question = newQuestion(type, namesIn(getAt(document, [...form.place, "item"])));
    const row = rowOf(question);
    replace(insertStep(document, list, questionsIn(getAt(document, list)).length, question), "add");
    setOpen(row, true);
    announce(words.added(words.types[type]));
    // The menu gives the focus back to its button as it closes; the new question's words come after that.
    setTimeout(() => focusQuestion(row), 50);
  };
  return (
    <Group>
      <Menu position="bottom-start" width={260} returnFocus={false}>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            aria-label={words.addTo(where)}
          >
            {words.add}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {questionTypes.map((type) => (
            <Menu.Item key={type} onClick={() => add(type)}>
              {words.types[type]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
