import { isObject, typed } from "./shape";

/** What any JSON value can be, in the words of a form. */
export const valueKinds = ["text", "number", "yesNo", "list", "entries", "nothing"] as const;

export type ValueKind = (typeof valueKinds)[number];

export function kindOf(value: unknown): ValueKind {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "list";
  if (isObject(value)) return "entries";
  return typeof value === "number" ? "number" : typeof value === "boolean" ? "yesNo" : "text";
}

/** The value as one of another kind, with as much of it as that kind can hold. */
export function changedTo(kind: ValueKind, value: unknown): unknown {
  if (kind === kindOf(value)) return value;
  const isPlain = typeof value !== "object" && value !== undefined && value !== "";
  switch (kind) {
    case "text":
      return isPlain ? typed(value) : "";
    case "number":
      return isPlain && Number.isFinite(Number(value)) ? Number(value) : 0;
    case "yesNo":
      return value === "true";
    case "list":
      return isPlain || isObject(value) ? [value] : [];
    case "entries":
      return {};
    case "nothing":
      return null;
  }
}

/** Whether something of it is gone in the other kind. */
export function losesSome(kind: ValueKind, value: unknown): boolean {
  const isFull = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  return isFull && kind !== kindOf(value) && !(kind === "list" && isObject(value));
}

/** An empty value of the same shape: the next one of a list of like things. */
export function blankLike(value: unknown): unknown {
  switch (kindOf(value)) {
    case "text":
      return "";
    case "number":
      return 0;
    case "yesNo":
      return false;
    case "list":
      return [];
    case "entries":
      return Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, blankLike(each)]));
    case "nothing":
      return null;
  }
}
