import { useState } from "react";
import { LazyActivateDialog } from "@/features/activation/LazyActivateDialog";
import type { RecipeSummary } from "@/api/listRecipes";
import { RecipeList } from "@/features/recipes/components/RecipeList";

/** Recipes, each with its switch; what a recipe would do is shown before it does. */
export function RecipesToActivate({ recipes }: { recipes: RecipeSummary[] }) {
  const [wanted, setWanted] = useState<RecipeSummary>();
  const done = () => setWanted(undefined);
  return (
    <>
      <RecipeList recipes={recipes} onActivate={setWanted} />
      {wanted && <LazyActivateDialog id={wanted.id} version={wanted.version} onActivated={done} onClose={done} />}
    </>
  );
}
