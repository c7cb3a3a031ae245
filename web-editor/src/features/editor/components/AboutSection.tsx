import { Stack, Title } from "@mantine/core";
import { useRecipes } from "@/api/listRecipes";
import { recipeIdFor, slug } from "@/recipe/newStep";
import { getAt, setAt } from "@/recipe/pointer";
import { typed } from "@/recipe/shape";
import { text } from "@/text";
import { MoreFields } from "../fields/MoreFields";
import { useEditing } from "../state/Editing";
import { memoByContent } from "../state/sameProps";
import classes from "./steps.module.css";
import { PolicySection } from "./PolicySection";
import { TitleField } from "./TitleField";
import { WrittenField } from "./WrittenField";
import { ZoneField } from "./ZoneField";

const words = text.editor;

/** What the recipe as a whole says about itself. A new recipe's id follows its title until it is changed. */
export const AboutSection = memoByContent(function AboutSection({ isNew }: { isNew: boolean }) {
  const { now, set } = useEditing();
  const recipes = useRecipes().data?.recipes;
  const taken = new Set(recipes?.map(({ id }) => id));
  const retitle = (title: string) => {
    const { document } = now();
    const [id, before] = [typed(getAt(document, ["id"])), typed(getAt(document, ["title"]))];
    const followed = id === slug(before) || id === recipeIdFor(before, taken);
    if (isNew && followed) set([], setAt(setAt(document, ["title"], title), ["id"], recipeIdFor(title, taken)));
    else set(["title"], title);
  };
  return (
    <section className={classes.section} aria-labelledby="editor-about">
      <Title order={2} size="h4" id="editor-about" mb="xs">
        {words.about}
      </Title>
      <Stack>
        <TitleField onChange={retitle} />
        <WrittenField place={["subject"]} label={words.subject} help={words.subjectHelp} />
        <MoreFields place={[]} names={["id", "zone", "note"]}>
          <WrittenField place={["id"]} label={words.recipeId} help={words.recipeIdHelp} required plain />
          <ZoneField />
          <WrittenField place={["note"]} label={words.note} help={words.noteHelp} plain multiline />
        </MoreFields>
        <PolicySection />
      </Stack>
    </section>
  );
});
