import { Button } from "@mantine/core";
import { Link } from "react-router";
import { useRecipes } from "@/features/recipes/api/listRecipes";
import { RecipeList } from "@/features/recipes/components/RecipeList";
import { text } from "@/text";
import { Empty, Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

export default function RecipesPage() {
  const query = useRecipes();
  return (
    <Page
      title={text.recipes.title}
      help={text.recipes.help}
      actions={
        <Button component={Link} to="/recipes/new">
          {text.recipes.create}
        </Button>
      }
    >
      <Loaded query={query} what={text.recipes.title}>
        {({ recipes }) =>
          recipes.length === 0 ? (
            <Empty title={text.recipes.empty} help={text.recipes.emptyHelp} />
          ) : (
            <RecipeList recipes={recipes} />
          )
        }
      </Loaded>
    </Page>
  );
}
