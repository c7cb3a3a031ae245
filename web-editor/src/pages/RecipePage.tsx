import { Anchor, Group, Title } from "@mantine/core";
import { Link, useParams } from "react-router";
import { useRecipeDocument } from "@/features/recipes/api/getRecipe";
import { useRecipes } from "@/features/recipes/api/listRecipes";
import { ActivationButton } from "@/features/recipes/components/RecipeList";
import { RecipeStateBadge } from "@/features/recipes/components/RecipeStateBadge";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";
import classes from "./RecipePage.module.css";

export default function RecipePage() {
  const { id = "" } = useParams();
  const document = useRecipeDocument(id);
  const summary = useRecipes().data?.recipes.find((each) => each.id === id);
  const actions = summary && (
    <Group>
      <RecipeStateBadge state={summary.state} />
      <ActivationButton recipe={summary} />
    </Group>
  );
  return (
    <Page title={summary?.title ?? id} actions={actions}>
      <Anchor component={Link} to={`/runs?recipe=${encodeURIComponent(id)}`}>
        {text.recipes.runsOf}
      </Anchor>
      <Loaded query={document} what={text.recipes.title}>
        {(written) => (
          <section>
            <Title order={2} size="h3">
              {text.recipes.json}
            </Title>
            <pre className={classes.json}>{JSON.stringify(written, null, 2)}</pre>
          </section>
        )}
      </Loaded>
    </Page>
  );
}
