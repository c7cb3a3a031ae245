import { Anchor, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { text } from "@/text";
import { announce, toast } from "@/ui/live";
import { StateBadge } from "@/ui/StateBadge";
import { Time } from "@/ui/Time";
import { usePause } from "../api/pauseRecipe";
import type { RecipeSummary } from "@/api/listRecipes";
import { silentFor } from "../silence";
import { RecipeStateBadge } from "./RecipeStateBadge";

interface RecipeListProps {
  recipes: RecipeSummary[];
  /** Asks before it activates. */
  onActivate: (recipe: RecipeSummary) => void;
}

export function RecipeList({ recipes, onActivate }: RecipeListProps) {
  return (
    <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
      {recipes.map((recipe) => (
        <Paper component="li" key={recipe.id} withBorder p="md">
          <Group justify="space-between" gap="sm">
            <div>
              <Anchor component={Link} to={`/recipes/${encodeURIComponent(recipe.id)}`} fw={600}>
                {recipe.title}
              </Anchor>
              <Text size="sm" c="dimmed">
                {versionInWords(recipe)}
              </Text>
              <Health recipe={recipe} />
            </div>
            <Group gap="sm">
              <RecipeStateBadge state={recipe.state} />
              <ActivationButton recipe={recipe} onActivate={() => onActivate(recipe)} />
            </Group>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}

function Health({ recipe }: { recipe: RecipeSummary }) {
  const { state, trigger } = recipe;
  if (state !== "active") return null;
  if (trigger?.problem != null) {
    return (
      <Group gap="xs" mt={4}>
        <StateBadge tone="bad" label={text.recipes.notHearing} />
        <Text size="sm">{trigger.problem}</Text>
      </Group>
    );
  }
  return (
    <>
      <Silence recipe={recipe} />
      <Group gap="md">
        <Moment label={text.recipes.lastEvent} at={recipe.lastEvent} />
        <Moment label={text.recipes.nextFire} at={recipe.nextFire} />
        {recipe.lastEvent == null && <Moment label={text.recipes.lastLook} at={trigger?.lastLook} />}
      </Group>
    </>
  );
}

function Moment({ label, at }: { label: string; at: string | null | undefined }) {
  return at == null ? null : (
    <Text size="sm" c="dimmed">
      {label} <Time at={at} />
    </Text>
  );
}

/** A quiet trigger may be a broken one: the sheet was moved, the interface engine is down. */
function Silence({ recipe }: { recipe: RecipeSummary }) {
  const [now] = useState(Date.now);
  const days = silentFor(recipe, now);
  return days === undefined ? null : (
    <Group gap="xs" mt={4}>
      <StateBadge tone="unsure" label={text.recipes.silent} />
      <Text size="sm">{text.recipes.silentFor(Math.round(days), Math.round(recipe.eventsPerDay))}</Text>
    </Group>
  );
}

function versionInWords({ version, activeVersion }: RecipeSummary): string {
  if (activeVersion == null) return text.recipes.noVersion;
  if (version === activeVersion) return text.recipes.version(activeVersion);
  return text.recipes.newerVersion(activeVersion, version);
}

/** Pauses at once, which anybody may undo; activating is asked about first. */
export function ActivationButton({ recipe, onActivate }: { recipe: RecipeSummary; onActivate: () => void }) {
  const pausing = usePause();
  const title = recipe.title;
  const active = recipe.state === "active";
  const pause = () =>
    pausing.mutate(recipe.id, {
      onSuccess: () => announce(text.recipes.paused(title)),
      onError: (error) => toast({ tone: "problem", message: error.message }),
    });
  const label = active ? text.recipes.pause : text.recipes.activate;
  return (
    <Button
      size="xs"
      variant={active ? "default" : "filled"}
      loading={pausing.isPending}
      aria-label={`${label}: ${title}`}
      onClick={active ? pause : onActivate}
    >
      {label}
    </Button>
  );
}
