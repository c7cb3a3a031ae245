import { createContext, use, useMemo, useState } from "react";

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

/** The row of what starts the recipe; no step's id can be this. */
export const triggerRow = "#when";

export function useOpenStepsState(start: readonly string[]): OpenSteps {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(start));
  return useMemo(
    () => ({
      isOpen: (id: string) => open.has(id),
      setOpen: (id: string, show: boolean) =>
        setOpen((before) => {
          const next = new Set(before);
          if (show) next.add(id);
          else next.delete(id);
          return next;
        }),
    }),
    [open],
  );
}
