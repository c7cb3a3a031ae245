import { Button, Group } from "@mantine/core";
import { Link } from "react-router";
import { useRecipes } from "@/api/listRecipes";
import { text } from "@/text";
import { Empty, Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";
import { RecipesToActivate } from "./RecipesToActivate";

const words = text.recipes;

export default function RecipesPage() {
  const query = useRecipes();
  const actions = (
    <Group gap="xs">
      <Button component={Link} to="/gallery" variant="default">
        {words.fromTemplate}
      </Button>
      <Button component={Link} to="/recipes/new">
        {words.create}
      </Button>
    </Group>
  );
  return (
    <Page title={words.title} help={words.help} actions={actions}>
      <Loaded query={query} what={words.title}>
        {({ recipes }) =>
          recipes.length === 0 ? (
            <Empty title={words.empty} help={words.emptyHelp} />
          ) : (
            <RecipesToActivate recipes={recipes} />
          )
        }
      </Loaded>
    </Page>
  );
}
