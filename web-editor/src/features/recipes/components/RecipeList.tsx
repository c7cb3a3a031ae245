import { Anchor, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import { text } from "@/text";
import { announce, toast } from "@/ui/live";
import { useActivation } from "../api/activateRecipe";
import type { RecipeSummary } from "../api/listRecipes";
import { RecipeStateBadge } from "./RecipeStateBadge";

export function RecipeList({ recipes }: { recipes: RecipeSummary[] }) {
  return (
    <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
      {recipes.map((recipe) => (
        <Paper component="li" key={recipe.id} withBorder p="md">
          <Group justify="space-between" gap="sm">
            <div>
              <Anchor component={Link} to={`/recipes/${encodeURIComponent(recipe.id)}`} fw={600}>
                {recipe.title ?? recipe.id}
              </Anchor>
              <Text size="sm" c="dimmed">
                {recipe.id} · {recipe.version == null ? text.recipes.noVersion : text.recipes.version(recipe.version)}
              </Text>
            </div>
            <Group gap="sm">
              <RecipeStateBadge state={recipe.state} />
              <ActivationButton recipe={recipe} />
            </Group>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}

export function ActivationButton({ recipe }: { recipe: RecipeSummary }) {
  const activation = useActivation();
  const title = recipe.title ?? recipe.id;
  const active = recipe.state === "active";
  const change = () =>
    activation.mutate(
      { id: recipe.id, active: !active },
      {
        onSuccess: () => announce(active ? text.recipes.paused(title) : text.recipes.activated(title)),
        onError: (error) => toast({ tone: "problem", message: error.message }),
      },
    );
  const label = active ? text.recipes.pause : text.recipes.activate;
  return (
    <Button
      size="xs"
      variant={active ? "default" : "filled"}
      loading={activation.isPending}
      aria-label={`${label}: ${title}`}
      onClick={change}
    >
      {label}
    </Button>
  );
}
