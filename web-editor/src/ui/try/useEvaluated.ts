import { useEffect, useState } from "react";
import { pathNames, templateParts } from "@/recipe/template";
import { evaluate, type Result } from "./evaluate";

const restMs = 150;

/** The value of a bare expression on a sample, a moment after the last change; undefined until it is known. */
export function useExpressionValue(expression: string, scope: unknown): Result | undefined {
  const [result, setResult] = useState<{ of: string; result: Result }>();
  const asked = expression.trim();
  useEffect(() => {
    if (asked === "") return undefined;
    let current = true;
    const timer = setTimeout(() => {
      void evaluate([asked], scope).then(([first]) => {
        if (current) setResult({ of: asked, result: first ?? { state: "later" } });
      });
    }, restMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, scope]);
  return result?.of === asked ? result.result : undefined;
}

export type Rendered =
  | { state: "text"; text: string }
  | { state: "missing"; expressions: string[] }
  | { state: "later" }
  | { state: "error"; message: string };

/** A text with its values put in, as far as the sample has them. */
export function useRendered(template: string, scope: unknown): Rendered | undefined {
  const [rendered, setRendered] = useState<{ of: string; rendered: Rendered }>();
  useEffect(() => {
    let current = true;
    const parts = templateParts(template);
    const expressions = parts.flatMap((part) => (part.kind === "value" ? [part.expression] : []));
    const timer = setTimeout(() => {
      void evaluate(expressions, scope).then((results) => {
        if (current) setRendered({ of: template, rendered: putIn(parts, expressions, results) });
      });
    }, restMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [template, scope]);
  return rendered?.of === template ? rendered.rendered : undefined;
}

/** A template, and what is known of the values in it. */
export interface RowScope {
  scope: unknown;
  /** Names that are known only when it runs: what a step gives that was not tried, the item of a loop. */
  later: readonly string[];
}

/** The text of a step's input for each of several rows; undefined until it is known. A blank value is a missing one. */
export function useRenderedEach(template: string, rows: readonly RowScope[]): Rendered[] | undefined {
  const [rendered, setRendered] = useState<{ of: string; rows: readonly RowScope[]; each: Rendered[] }>();
  useEffect(() => {
    let current = true;
    const parts = templateParts(template);
    const expressions = parts.flatMap((part) => (part.kind === "value" ? [part.expression] : []));
    const one = async ({ scope, later }: RowScope) => {
      const results = await evaluate(expressions, scope);
      const known = results.map((result, index) => (isLater(result, expressions[index], later) ? unknown : result));
      return putIn(parts, expressions, known, true);
    };
    const timer = setTimeout(() => {
      void Promise.all(rows.map(one)).then((each) => {
        if (current) setRendered({ of: template, rows, each });
      });
    }, restMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [template, rows]);
  // While somebody types, what it was a moment ago stays: lines that go would move the form.
  return rendered?.each.length === rows.length ? rendered.each : undefined;
}

const unknown: Result = { state: "later" };

function isLater(result: Result, expression: string | undefined, later: readonly string[]): boolean {
  if (result.state === "later") return true;
  return later.some((name) => new RegExp(`(?<![\\w.\`])${name}(?![\\w\`])`).test(expression ?? ""));
}

function putIn(
  parts: ReturnType<typeof templateParts>,
  expressions: string[],
  results: Result[],
  blankIsMissing = false,
): Rendered {
  let place = 0;
  let text = "";
  const missing: string[] = [];
  for (const part of parts) {
    if (part.kind === "text") {
      text += part.text;
      continue;
    }
    const result = results[place];
    const expression = expressions[place] ?? "";
    place += 1;
    if (result === undefined || result.state === "later") return { state: "later" };
    if (result.state === "error") return result;
    if (result.state === "missing" || result.value === null) missing.push(expression);
    else if (blankIsMissing && parts.length > 1 && isBlankField(result.value, expression)) missing.push(expression);
    else text += typeof result.value === "string" ? result.value : JSON.stringify(result.value);
  }
  return missing.length > 0 ? { state: "missing", expressions: missing } : { state: "text", text };
}

/** As the runtime has it: within other text a field that is blank has no value. */
function isBlankField(value: unknown, expression: string): boolean {
  return typeof value === "string" && value.trim() === "" && pathNames(expression) !== undefined;
}
