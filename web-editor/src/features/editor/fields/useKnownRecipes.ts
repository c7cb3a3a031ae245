import { useRecipeDocuments } from "@/api/listDocuments";
import { useRecipes } from "@/api/listRecipes";
import { getAt } from "@/recipe/pointer";
import { typed } from "@/recipe/shape";
import { editing } from "@/text/editing";
import { useAt } from "../state/Editing";
import type { FieldChoices } from "./useFieldChoices";

const words = editing.picking;

interface Wanted {
  /** What is written so far; what it names is said where it names nothing. */
  value: string;
  /** Only recipes that begin with a trigger of this connector. */
  connector?: string | undefined;
}

/** The other recipes, by their titles, to name one of them in a step. */
export function useKnownRecipes({ value, connector }: Wanted): FieldChoices {
  const own = useAt(["id"]);
  const listed = useRecipes();
  const documents = useRecipeDocuments(connector !== undefined);
  const matching = new Set(
    documents
      ?.filter(({ document }) => typed(getAt(document, ["trigger", "uses"])).split(".")[0] === connector)
      .map(({ summary }) => summary.id),
  );
  const others = (listed.data?.recipes ?? []).filter(({ id }) => id !== own);
  const options = others
    .filter(({ id }) => connector === undefined || matching.has(id))
    .map(({ id, title }) => ({ value: id, label: title === "" ? id : title }));
  if (listed.isPending) return { options: [], looking: true, note: words.looking };
  if (listed.error) return { options: [], looking: false, note: words.failed(listed.error.message) };
  const isUnknown = value !== "" && !others.some(({ id }) => id === value);
  const isRead = connector === undefined || documents?.length === listed.data.recipes.length;
  const nothing = options.length === 0 && value === "" && isRead ? words.noneYet : undefined;
  return { options, looking: false, note: isUnknown ? words.noRecipe(value) : nothing };
}
