import { useDebouncedValue } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Problem } from "@/api/http";
import { planQuery, usePlan } from "../api/planRecipe";

const checkAfterMs = 500;
const noProblems: Problem[] = [];
/** Said when it is activated. */
const laterSaid = "confirm-start";

/** What the server finds wrong with a recipe's text: by itself a moment after the last change, and when asked. */
export function useChecked(text: string) {
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
      return (recipes[0]?.problems ?? noProblems).filter(isError);
    } finally {
      setChecking(false);
    }
  };

  const all = plan.data?.recipes[0]?.problems ?? noProblems;
  const found = useMemo(() => all.filter(isError), [all]);
  const warnings = useMemo(() => all.filter((one) => !isError(one) && one.code !== laterSaid), [all]);
  return { found, warnings, checking, checkNow };
}

function isError({ severity }: Problem): boolean {
  return severity !== "WARNING";
}
