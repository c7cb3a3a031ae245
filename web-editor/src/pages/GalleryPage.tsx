import { SimpleGrid } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useGallery, type Template } from "@/features/gallery/api/getGallery";
import { TemplateCard } from "@/features/gallery/components/TemplateCard";
import { TemplateDialog } from "@/features/gallery/components/TemplateDialog";
import { useRecipes } from "@/api/listRecipes";
import { setAt, getAt } from "@/recipe/pointer";
import { typed } from "@/recipe/shape";
import { freeId } from "@/recipe/steps";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

export default function GalleryPage() {
  const navigate = useNavigate();
  const gallery = useGallery();
  const recipes = useRecipes();
  const [chosen, setChosen] = useState<Template>();
  const make = (recipe: unknown) => {
    // An id that is taken would change the recipe that has it.
    const taken = new Set(recipes.data?.recipes.map(({ id }) => id));
    const id = freeId(taken, typed(getAt(recipe, ["id"])));
    void navigate("/recipes/new", { state: { recipe: setAt(recipe, ["id"], id) } });
  };
  return (
    <Page title={text.gallery.title} help={text.gallery.help}>
      <Loaded query={gallery} what={text.gallery.title}>
        {({ templates }) => (
          <Loaded query={recipes} what={text.recipes.title}>
            {() => (
              <SimpleGrid component="ul" cols={{ base: 1, sm: 2, xl: 3 }} p={0} m={0} style={{ listStyle: "none" }}>
                {templates.map((template) => (
                  <TemplateCard key={template.id} template={template} onUse={() => setChosen(template)} />
                ))}
              </SimpleGrid>
            )}
          </Loaded>
        )}
      </Loaded>
      {chosen && <TemplateDialog template={chosen} onMake={make} onClose={() => setChosen(undefined)} />}
    </Page>
  );
}
