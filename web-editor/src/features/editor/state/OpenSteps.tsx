import { createContext, use } from "react";

/** Which steps show their form. Kept above the list, so that a step stays open when it moves or is renamed. */
export interface OpenSteps {
  isOpen: (id: string) => boolean;
  setOpen: (id: string, open: boolean) => void;
}

const Context = createContext<OpenSteps>({ isOpen: () => false, setOpen: () => undefined });

export const OpenStepsProvider = Context.Provider;

export function useOpenSteps(): OpenSteps {
  return use(Context);
}
