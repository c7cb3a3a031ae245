/** Unsaved work on a recipe, kept in this browser. `base` is the saved text it began from; "" for a new recipe. */
export interface Draft {
  text: string;
  base: string;
  at: string;
}

const prefix = "carelay.draft.";

export function readDraft(id: string): Draft | undefined {
  try {
    const kept = localStorage.getItem(prefix + id);
    const draft: unknown = kept === null ? undefined : JSON.parse(kept);
    return isDraft(draft) ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** False where the browser keeps nothing (private window, full storage); then the page must say so. */
export function keepDraft(id: string, draft: Draft): boolean {
  try {
    localStorage.setItem(prefix + id, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(id: string): void {
  try {
    localStorage.removeItem(prefix + id);
  } catch {
    // Where nothing can be kept there is nothing to drop.
  }
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === "object" &&
    value !== null &&
    ["text", "base", "at"].every((name) => typeof Reflect.get(value, name) === "string")
  );
}
