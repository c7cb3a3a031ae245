import { useMutation } from "@tanstack/react-query";
import { post } from "@/api/http";

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
      post("/recipes/{id}/start", { path: { id }, body: { input }, headers: { "Idempotency-Key": once } }),
  });
}
