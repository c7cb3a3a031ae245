import { useMutation, useQueryClient } from "@tanstack/react-query";
import { path, sendText, type Problem } from "@/api/http";

export interface PlannedImport {
  id: string;
  change: "created" | "updated" | "unchanged" | "invalid";
  version?: number | null;
  problems: Problem[];
}

interface ImportAnswer {
  recipes: PlannedImport[];
}

/** What an import would do; changes nothing. */
export function usePlanImport() {
  return useMutation({
    mutationFn: (json: string) => sendText<ImportAnswer>("POST", `${path`/recipes/import`}?mode=plan`, json),
  });
}

/** Imports all of them or, where one is not valid, none. Which versions run stays as it is. */
export function useApplyImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: string) => sendText<ImportAnswer>("POST", `${path`/recipes/import`}?mode=apply`, json),
    onSuccess: () => client.invalidateQueries({ queryKey: ["recipes"] }),
  });
}
