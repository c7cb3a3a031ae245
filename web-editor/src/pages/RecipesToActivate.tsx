import { useState } from "react";
import { ActivateDialog } from "@/features/activation/components/ActivateDialog";
import type { RecipeSummary } from "@/features/recipes/api/listRecipes";
import { RecipeList } from "@/features/recipes/components/RecipeList";

/** Recipes, each with its switch; what a recipe would do is shown before it does. */
export function RecipesToActivate({ recipes }: { recipes: RecipeSummary[] }) {
  const [wanted, setWanted] = useState<RecipeSummary>();
  const done = () => setWanted(undefined);
  return (
    <>
      <RecipeList recipes={recipes} onActivate={setWanted} />
      {wanted && <ActivateDialog id={wanted.id} version={wanted.version ?? 1} onActivated={done} onClose={done} />}
    </>
  );
}
