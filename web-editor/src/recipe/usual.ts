/** Inputs that may be left out but hardly ever are: the form shows them at once. */
const usual: Record<string, readonly string[]> = {
  "manual.started": ["fields"],
  "google-sheets.row-changed": ["key", "watch"],
  "google-sheets.row-added": ["key"],
  "google-sheets.read-rows": ["where"],
  "database.query": ["params"],
  "database.row-changed": ["watch"],
  "form.submitted": ["open"],
  "form.invite": ["form", "validFor"],
  "email.send": ["text"],
  "function.python": ["code", "input"],
  "function.javascript": ["code", "input"],
  "function.java": ["code", "input"],
};

export function usualInputs(uses: unknown): readonly string[] {
  return typeof uses === "string" ? (usual[uses] ?? []) : [];
}
