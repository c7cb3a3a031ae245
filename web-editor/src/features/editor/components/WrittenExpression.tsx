import type { Place } from "@/recipe/pointer";
import { typed } from "@/recipe/shape";
import { ExpressionField } from "../fields/ExpressionField";
import { useAt, useEditing, useProblemAt } from "../state/Editing";

/** One value of the recipe that is computed: an expression, or a value that is picked. */
export function WrittenExpression({ place, label, help }: { place: Place; label: string; help: string }) {
  const { set } = useEditing();
  const error = useProblemAt(place);
  const written = typed(useAt(place));
  return (
    <ExpressionField
      place={place}
      label={label}
      help={help}
      error={error}
      value={written}
      onChange={(next) => set(place, next === "" ? undefined : next)}
    />
  );
}
