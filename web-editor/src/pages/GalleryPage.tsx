import { SimpleGrid, Stack, Title } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useConnections } from "@/api/listConnections";
import { useGallery, type Template } from "@/features/gallery/api/getGallery";
import { TemplateCard } from "@/features/gallery/components/TemplateCard";
import { TemplateDialog } from "@/features/gallery/components/TemplateDialog";
import { useRecipes } from "@/api/listRecipes";
import { useSession } from "@/features/session/api/session";
import { setAt, getAt } from "@/recipe/pointer";
import { typed } from "@/recipe/shape";
import { freeId } from "@/recipe/steps";
import { text } from "@/text";
import { gallery as words } from "@/text/gallery";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

export default function GalleryPage() {
  const navigate = useNavigate();
  const gallery = useGallery();
  const recipes = useRecipes();
  const connections = useConnections();
  const practice = useSession().data?.mode === "practice";
  const [chosen, setChosen] = useState<Template>();
  const make = (recipe: unknown) => {
    // An id that is taken would change the recipe that has it.
    const taken = new Set(recipes.data?.recipes.map(({ id }) => id));
    const id = freeId(taken, typed(getAt(recipe, ["id"])));
    void navigate("/recipes/new", { state: { recipe: setAt(recipe, ["id"], id) } });
  };
  return (
    <Page title={words.title} help={words.help}>
      <Loaded query={gallery} what={words.title}>
        {({ templates }) => (
          <Loaded query={recipes} what={text.recipes.title}>
            {() => (
              <Stack gap="xl">
                {[...new Set(templates.map(({ task }) => task))].map((task) => (
                  <section key={task} aria-labelledby={`task-${task}`}>
                    <Title order={2} size="h4" id={`task-${task}`} mb="sm">
                      {words.tasks[task] ?? words.tasks.other}
                    </Title>
                    <SimpleGrid
                      component="ul"
                      cols={{ base: 1, sm: 2, xl: 3 }}
                      p={0}
                      m={0}
                      style={{ listStyle: "none" }}
                    >
                      {templates
                        .filter((template) => template.task === task)
                        .map((template) => (
                          <TemplateCard key={template.id} template={template} onUse={() => setChosen(template)} />
                        ))}
                    </SimpleGrid>
                  </section>
                ))}
              </Stack>
            )}
          </Loaded>
        )}
      </Loaded>
      {chosen && (
        <TemplateDialog
          template={chosen}
          practice={practice}
          connections={connections.data?.connections.map(({ id }) => id) ?? []}
          onMake={make}
          onClose={() => setChosen(undefined)}
        />
      )}
    </Page>
  );
}
