import { useDebouncedValue } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Problem } from "@/api/http";
import { editing } from "@/text/editing";
import { planQuery, usePlan, type PlannedRecipe } from "../api/planRecipe";

const checkAfterMs = 500;
const noProblems: Problem[] = [];
/** Said when it is activated. */
const laterSaid = "confirm-start";

/**
 * What is wrong with a recipe's text: by itself a moment after the last change, and when asked. `own` is the id under
 * which it is saved already: under another one it must not replace what is there.
 */
export function useChecked(text: string, own: string | undefined) {
  const client = useQueryClient();
  const [settled] = useDebouncedValue(text, checkAfterMs);
  const [asked, setAsked] = useState<string>();
  const [checking, setChecking] = useState(false);
  const checked = asked === text ? text : settled;
  const plan = usePlan(checked, checked !== "{}");

  /** The problems of the text as it is now: before anything is decided, what was found before the last change is old. */
  const checkNow = async (): Promise<Problem[]> => {
    setAsked(text);
    setChecking(true);
    try {
      const { recipes } = await client.query(planQuery(text));
      return problemsOf(recipes[0], own).filter(isError);
    } finally {
      setChecking(false);
    }
  };

  const planned = plan.data?.recipes[0];
  const all = useMemo(() => problemsOf(planned, own), [planned, own]);
  const found = useMemo(() => all.filter(isError), [all]);
  const warnings = useMemo(() => all.filter((one) => !isError(one) && one.code !== laterSaid), [all]);
  return { found, warnings, checking, checkNow };
}

function problemsOf(planned: PlannedRecipe | undefined, own: string | undefined): Problem[] {
  const { id, change, problems } = planned ?? { problems: noProblems };
  if (id == null || id === own || change !== "updated") return problems;
  return [...problems, { pointer: "/id", code: "id-taken", message: editing.saving.idTaken(id) }];
}

function isError({ severity }: Problem): boolean {
  return severity !== "WARNING";
}
