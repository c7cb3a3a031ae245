import type { Question } from "@/recipe/questions";
import { typed } from "@/recipe/shape";

/** How the row of a question is known among all rows that open; no step's id can be this. */
export function rowOf({ linkId }: Question): string {
  return `#question ${typed(linkId)}`;
}

/** Takes the focus to a question by its row. */
export function focusQuestion(row: string): void {
  document.querySelector<HTMLElement>(`[data-step="${CSS.escape(row)}"]`)?.focus();
}
