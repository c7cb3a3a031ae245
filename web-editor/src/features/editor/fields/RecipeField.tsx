import { SuggestedField } from "./SuggestedField";
import type { Frame } from "./SchemaField";
import { control } from "./ChoiceField";
import { useKnownRecipes } from "./useKnownRecipes";

interface RecipeFieldProps {
  frame: Frame;
  value: string;
  onChange: (value: string) => void;
  /** Only recipes that begin with a trigger of this connector. */
  connector?: string | undefined;
}

/** The id of another recipe: picked by its title, or typed where it is made later. */
export function RecipeField({ frame, value, onChange, connector }: RecipeFieldProps) {
  const { note, ...found } = useKnownRecipes({ value, connector });
  // The runtime's own word about it, once it is there, is the better one.
  const said = frame.error === undefined ? note : undefined;
  return (
    <SuggestedField
      {...control(frame)}
      found={{ ...found, note: said }}
      value={value}
      onChange={onChange}
      fills={false}
    />
  );
}
