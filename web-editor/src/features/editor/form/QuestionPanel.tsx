import { Checkbox, Select, Stack } from "@mantine/core";
import { getAt, setAt, type Place } from "@/recipe/pointer";
import {
  isAsked,
  isChoice,
  isProvisional,
  nameFor,
  namesIn,
  questionTypes,
  renamed,
  retyped,
  typeOf,
  type Question,
} from "@/recipe/questions";
import { isObject, typed } from "@/recipe/shape";
import { editing } from "@/text/editing";
import { MoreFields } from "../fields/MoreFields";
import { useEditing, useProblemAt } from "../state/Editing";
import { useOpenSteps } from "../state/OpenSteps";
import { WrittenField } from "../components/WrittenField";
import classes from "../components/steps.module.css";
import { AskedWhenField } from "./AskedWhenField";
import { BoundsFields } from "./BoundsFields";
import { rowOf } from "./focusQuestion";
import { useFormPlace } from "./formPlace";
import { OptionsField } from "./OptionsField";
import { QuestionList } from "./QuestionList";
import { QuestionName } from "./QuestionName";

const words = editing.questions;

/** The form of a question, by what it asks for. */
export function QuestionPanel({ question, place }: { question: Question; place: Place }) {
  const { set, now, replace } = useEditing();
  const { setOpen } = useOpenSteps();
  const form = useFormPlace();
  const type = typeOf(question);
  const typeError = useProblemAt([...place, "type"]);
  const [label, help] =
    type === "group"
      ? [words.heading, undefined]
      : type === "display"
        ? [words.words, words.wordsHelp]
        : [words.text, words.textHelp];

  /** A question that nobody has named is called by its words, once they are written. */
  const nameIt = () => {
    const { document } = now();
    const at: Place = [...form.place, "item"];
    const items = getAt(document, at);
    const current = getAt(document, place) as Question | undefined;
    if (current === undefined || !isProvisional(current.linkId)) return;
    const name = nameFor(typed(current.text), namesIn(items));
    if (name === undefined) return;
    setOpen(rowOf({ linkId: name }), true);
    set(at, renamed(items, typed(current.linkId), name));
  };

  return (
    <Stack gap="md">
      {/* What is left is the field inside. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onBlur={nameIt}>
        <WrittenField place={[...place, "text"]} label={label} {...(help && { help })} required plain={form.plain} />
      </div>
      <Select
        label={words.type}
        description={words.typeHelp}
        data={questionTypes.map((value) => ({ value, label: words.types[value] }))}
        value={type ?? null}
        error={typeError}
        allowDeselect={false}
        onChange={(chosen) => chosen !== null && replace(withType(now().document, place, chosen), "type")}
        maw={320}
      />
      {isChoice(type) && <OptionsField place={[...place, "answerOption"]} />}
      {isChoice(type) && (
        <Checkbox
          label={words.repeats}
          checked={question.repeats === true}
          onChange={(event) => set([...place, "repeats"], event.currentTarget.checked ? true : undefined)}
        />
      )}
      {isAsked(type) && (
        <Checkbox
          label={words.required}
          checked={question.required === true}
          onChange={(event) => set([...place, "required"], event.currentTarget.checked ? true : undefined)}
        />
      )}
      {type !== undefined && <BoundsFields place={place} type={type} />}
      <AskedWhenField place={place} question={question} />
      {type === "group" && (
        <div className={classes.inner}>
          <QuestionList list={[...place, "item"]} name={words.listOf(typed(question.text) || words.unnamed)} />
        </div>
      )}
      <MoreFields place={place} names={["help", "linkId"]}>
        <WrittenField place={[...place, "help"]} label={words.help} help={words.helpHelp} plain={form.plain} />
        <QuestionName place={place} question={question} />
      </MoreFields>
    </Stack>
  );
}

function withType(document: unknown, place: Place, chosen: string): unknown {
  const question = getAt(document, place);
  const type = questionTypes.find((each) => each === chosen);
  return isObject(question) && type !== undefined ? setAt(document, place, retyped(question, type)) : document;
}
