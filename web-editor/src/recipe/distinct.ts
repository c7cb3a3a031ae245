/** Choices, each value once: two columns of one name, say, or two steps of one id, must not break the page. */
export function distinct<T extends { value: string }>(choices: readonly T[]): T[] {
  const seen = new Set<string>();
  return choices.filter(({ value }) => !seen.has(value) && seen.add(value));
}
