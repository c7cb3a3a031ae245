import { useQueries } from "@tanstack/react-query";
import { recipeDocumentQuery, type RecipeDocument } from "./getRecipe";
import { useRecipes, type RecipeSummary } from "./listRecipes";

export interface WrittenRecipe {
  summary: RecipeSummary;
  document: RecipeDocument;
}

/**
 * Every recipe with its document, as far as they are there yet; undefined until the list is.
 *
 * @param wanted false where the documents are not needed after all
 */
export function useRecipeDocuments(wanted = true): readonly WrittenRecipe[] | undefined {
  const recipes = useRecipes().data?.recipes;
  const documents = useQueries({ queries: (wanted ? (recipes ?? []) : []).map(({ id }) => recipeDocumentQuery(id)) });
  return recipes?.flatMap((summary, index) => {
    const document = documents[index]?.data;
    return document === undefined ? [] : [{ summary, document }];
  });
}
