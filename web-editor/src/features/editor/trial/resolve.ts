import { isObject } from "@/recipe/shape";
import { templateParts } from "@/recipe/template";
import type { Result } from "@/ui/try/evaluate";

/** Evaluates one expression; `later` where only the runtime can. */
export type Evaluate = (expression: string, scope: unknown) => Promise<Result>;

export type Resolved =
  | { state: "value"; value: unknown }
  | { state: "missing"; expression: string }
  | { state: "later" }
  | { state: "error"; message: string };

/** The values an expression may use, and the steps whose output nobody knows before the recipe runs. */
export interface TrialScope {
  values: Record<string, unknown>;
  unknown: ReadonlySet<string>;
}

/** An input as the step would get it: values put into its texts, however deep they are. */
export async function resolve(written: unknown, scope: TrialScope, evaluate: Evaluate): Promise<Resolved> {
  if (typeof written === "string") return resolveText(written, scope, evaluate);
  if (Array.isArray(written)) {
    const items = await inOrder(written, (item) => resolve(item, scope, evaluate));
    return items.find(hasNoValue) ?? { state: "value", value: items.map(valueOf) };
  }
  if (!isObject(written)) return { state: "value", value: written };
  const entries = Object.entries(written);
  const values = await inOrder(entries, ([, value]) => resolve(value, scope, evaluate));
  const whole = entries.map(([name], index) => [name, valueOf(values[index])]);
  return values.find(hasNoValue) ?? { state: "value", value: Object.fromEntries(whole) };
}

/** Whether a condition holds; an absent one does. */
export async function resolveCondition(
  written: unknown,
  scope: TrialScope,
  evaluate: Evaluate,
): Promise<boolean | Exclude<Resolved, { state: "value" }>> {
  if (typeof written !== "string" || written.trim() === "") return true;
  const result = await ask(written, scope, evaluate);
  if (result.state === "missing") return false;
  return result.state === "value" ? result.value === true : result;
}

async function resolveText(written: string, scope: TrialScope, evaluate: Evaluate): Promise<Resolved> {
  const parts = templateParts(written);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "value") return ask(only.expression, scope, evaluate);
  let whole = "";
  for (const part of parts) {
    if (part.kind === "text") {
      whole += part.text;
      continue;
    }
    const result = await ask(part.expression, scope, evaluate);
    if (result.state !== "value") return result;
    // In a text, nothing is a missing value: no message ever says "Hello, null".
    if (result.value === null) return { state: "missing", expression: part.expression };
    whole += typeof result.value === "string" ? result.value : JSON.stringify(result.value);
  }
  return { state: "value", value: whole };
}

async function ask(expression: string, { values, unknown }: TrialScope, evaluate: Evaluate): Promise<Resolved> {
  const result = await evaluate(expression, values);
  if (result.state !== "missing") return result;
  const named = [...expression.matchAll(/\bsteps\.(?:`([^`]+)`|(\w+))/g)];
  const isUnknown = named.some(([, quoted, plain]) => unknown.has(quoted ?? plain ?? ""));
  return isUnknown ? { state: "later" } : { state: "missing", expression };
}

function hasNoValue(resolved: Resolved): resolved is Exclude<Resolved, { state: "value" }> {
  return resolved.state !== "value";
}

function valueOf(resolved: Resolved | undefined): unknown {
  return resolved?.state === "value" ? resolved.value : undefined;
}

async function inOrder<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await each(item));
  return results;
}
