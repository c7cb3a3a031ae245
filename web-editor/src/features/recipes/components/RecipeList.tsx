import { Anchor, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import { text } from "@/text";
import { announce, toast } from "@/ui/live";
import { StateBadge } from "@/ui/StateBadge";
import { Time } from "@/ui/Time";
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
                {versionInWords(recipe)}
              </Text>
              <Health recipe={recipe} />
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

function Health({ recipe: { state, trigger } }: { recipe: RecipeSummary }) {
  if (state !== "active" || trigger == null) return null;
  if (trigger.problem != null) {
    return (
      <Group gap="xs" mt={4}>
        <StateBadge tone="bad" label={text.recipes.notHearing} />
        <Text size="sm">{trigger.problem}</Text>
      </Group>
    );
  }
  return trigger.lastLook == null ? null : (
    <Text size="sm" c="dimmed">
      {text.recipes.lastLook} <Time at={trigger.lastLook} />
    </Text>
  );
}

function versionInWords({ version, activeVersion }: RecipeSummary): string {
  if (activeVersion == null) return text.recipes.noVersion;
  if (version == null || version === activeVersion) return text.recipes.version(activeVersion);
  return text.recipes.newerVersion(activeVersion, version);
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
