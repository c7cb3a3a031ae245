import { TextInput } from "@mantine/core";
import { text } from "@/text";
import { useAt, useProblemAt } from "../state/Editing";

export function TitleField({ onChange }: { onChange: (title: string) => void }) {
  const error = useProblemAt(["title"]);
  const title = useAt(["title"]);
  return (
    <TextInput
      label={text.editor.recipeTitle}
      description={text.editor.recipeTitleHelp}
      withAsterisk
      error={error}
      value={typeof title === "string" ? title : ""}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
