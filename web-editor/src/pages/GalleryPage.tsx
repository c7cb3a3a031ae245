import { SimpleGrid } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useCatalog } from "@/api/getCatalog";
import { TemplateCard } from "@/features/gallery/components/TemplateCard";
import { TemplateDialog } from "@/features/gallery/components/TemplateDialog";
import { templates, type Template } from "@/features/gallery/templates";
import { findAction, findTrigger } from "@/recipe/catalog";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";
import { useKnownSheets } from "./useKnownSheets";

export default function GalleryPage() {
  const navigate = useNavigate();
  const catalog = useCatalog();
  const sheets = useKnownSheets();
  const [chosen, setChosen] = useState<Template>();
  return (
    <Page title={text.gallery.title} help={text.gallery.help}>
      <Loaded query={catalog} what={text.gallery.title}>
        {(known) => (
          <SimpleGrid component="ul" cols={{ base: 1, sm: 2, xl: 3 }} p={0} m={0} style={{ listStyle: "none" }}>
            {templates.map((template) => (
              <TemplateCard
                key={template.id}
                template={template}
                missing={template.uses.find((id) => !findAction(known, id) && !findTrigger(known, id))}
                onUse={() => setChosen(template)}
              />
            ))}
          </SimpleGrid>
        )}
      </Loaded>
      {chosen && (
        <TemplateDialog
          template={chosen}
          sheets={sheets}
          onMake={(recipe) => void navigate("/recipes/new", { state: { recipe } })}
          onClose={() => setChosen(undefined)}
        />
      )}
    </Page>
  );
}
