import { TextInput } from "@mantine/core";
import { useState } from "react";
import { getAt, type Place } from "@/recipe/pointer";
import { namesIn, renamed, type Question } from "@/recipe/questions";
import { typed as written } from "@/recipe/shape";
import { editing } from "@/text/editing";
import { afterPress } from "@/ui/afterPress";
import { useEditing, useProblemAt } from "../state/Editing";
import { useOpenSteps } from "../state/OpenSteps";
import { rowOf } from "./focusQuestion";
import { useFormPlace } from "./formPlace";

const words = editing.questions;

/** What the recipe calls an answer. Takes effect when left; conditions on it follow. */
export function QuestionName({ place, question }: { place: Place; question: Question }) {
  const { now, set } = useEditing();
  const { setOpen } = useOpenSteps();
  const form = useFormPlace();
  const problem = useProblemAt([...place, "linkId"]);
  const name = written(question.linkId);
  const [typed, setTyped] = useState<string>();
  const at: Place = [...form.place, "item"];
  const wrong =
    typed === undefined || typed === name ? undefined : mistakeIn(typed, namesIn(getAt(now().document, at)));
  const rename = () => {
    if (typed !== undefined && typed !== name && wrong === undefined) {
      setOpen(rowOf({ linkId: typed }), true);
      set(at, renamed(getAt(now().document, at), name, typed));
    }
    if (wrong === undefined) setTyped(undefined);
  };
  return (
    <TextInput
      label={words.name}
      description={words.nameHelp}
      value={typed ?? name}
      error={wrong ?? problem}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => afterPress(rename)}
      maw={320}
    />
  );
}

function mistakeIn(name: string, taken: ReadonlySet<string>): string | undefined {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(name)) return words.nameWrong;
  return taken.has(name) ? words.nameTaken : undefined;
}
