import { TextInput } from "@mantine/core";
import { getAt } from "@/recipe/pointer";
import { text } from "@/text";
import { useEditing, useProblemAt } from "../state/Editing";

export function TitleField({ onChange }: { onChange: (title: string) => void }) {
  const { document } = useEditing();
  const error = useProblemAt(["title"]);
  const title = getAt(document, ["title"]);
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
