import { Anchor, Button, Group } from "@mantine/core";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useRecipeDocument } from "@/api/getRecipe";
import { useRecipes } from "@/api/listRecipes";
import { askedBy, runsAtTimes } from "@/features/recipes/asked";
import { LazyActivateDialog } from "@/features/activation/LazyActivateDialog";
import { ActivationButton } from "@/features/recipes/components/RecipeList";
import { RecipeStateBadge } from "@/features/recipes/components/RecipeStateBadge";
import { StartDialog } from "@/features/recipes/components/StartDialog";
import { getAt } from "@/recipe/pointer";
import { text } from "@/text";

/** Whether a recipe runs, the switch for it, its runs, and starting it where that is done by hand. */
export function RecipeActions({ id }: { id: string }) {
  const summary = useRecipes().data?.recipes.find((each) => each.id === id);
  const document = useRecipeDocument(id).data;
  const asked = askedBy(document);
  const [starting, setStarting] = useState(false);
  const [activating, setActivating] = useState(false);
  const navigate = useNavigate();
  const runs = `/runs?recipe=${encodeURIComponent(id)}`;
  return (
    <Group>
      <Anchor component={Link} to={runs}>
        {text.recipes.runsOf}
      </Anchor>
      {String(getAt(document, ["trigger", "uses"])).startsWith("file.") && (
        <Anchor component={Link} to={`/recipes/${encodeURIComponent(id)}/upload`}>
          {text.upload.open}
        </Anchor>
      )}
      {summary && <RecipeStateBadge state={summary.state} />}
      {summary && <ActivationButton recipe={summary} onActivate={() => setActivating(true)} />}
      {summary?.state === "active" && asked !== undefined && (
        <Button size="xs" onClick={() => setStarting(true)}>
          {runsAtTimes(document) ? text.start.runNow : text.start.button}
        </Button>
      )}
      {activating && summary && (
        <LazyActivateDialog
          id={id}
          version={summary.version}
          onActivated={() => setActivating(false)}
          onClose={() => setActivating(false)}
        />
      )}
      {starting && asked !== undefined && (
        <StartDialog
          id={id}
          title={summary?.title ?? id}
          fields={asked}
          early={runsAtTimes(document)}
          onStarted={() => void navigate(runs)}
          onClose={() => setStarting(false)}
        />
      )}
    </Group>
  );
}
