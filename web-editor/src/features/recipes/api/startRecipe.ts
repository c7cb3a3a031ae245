import { useMutation } from "@tanstack/react-query";
import { path, sendOnce } from "@/api/http";

export interface Start {
  id: string;
  input: Record<string, unknown>;
  /** The same for two presses that mean one start. */
  once: string;
}

/** Starts a recipe by hand. */
export function useStartRecipe() {
  return useMutation({
    mutationFn: ({ id, input, once }: Start) =>
      sendOnce<{ event: string }>("POST", path`/recipes/${id}/start`, { input }, once),
  });
}
