import { createContext, use } from "react";
import type { Place } from "@/recipe/pointer";

interface FormAround {
  /** Where the form stands in the recipe. */
  place: Place;
  /** True where nothing can be put into its texts: it is the same for everybody. */
  plain: boolean;
}

const Context = createContext<FormAround>({ place: [], plain: true });

export const FormPlace = Context.Provider;

/** The form that a question belongs to. */
export function useFormPlace(): FormAround {
  return use(Context);
}
