/** Takes the focus to a step's sentence, by the step's id. */
export function focusStep(id: string): void {
  document.querySelector<HTMLElement>(`[data-step="${CSS.escape(id)}"]`)?.focus();
}
