import { Anchor, Group } from "@mantine/core";
import { Link } from "react-router";
import { useRecipes } from "@/features/recipes/api/listRecipes";
import { ActivationButton } from "@/features/recipes/components/RecipeList";
import { RecipeStateBadge } from "@/features/recipes/components/RecipeStateBadge";
import { text } from "@/text";

/** Whether a recipe runs, the switch for it, and its runs. */
export function RecipeActions({ id }: { id: string }) {
  const summary = useRecipes().data?.recipes.find((each) => each.id === id);
  return (
    <Group>
      <Anchor component={Link} to={`/runs?recipe=${encodeURIComponent(id)}`}>
        {text.recipes.runsOf}
      </Anchor>
      {summary && <RecipeStateBadge state={summary.state} />}
      {summary && <ActivationButton recipe={summary} />}
    </Group>
  );
}
