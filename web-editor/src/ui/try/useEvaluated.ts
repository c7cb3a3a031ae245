import { useEffect, useState } from "react";
import { templateParts } from "@/recipe/template";
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
  | { state: "missing"; expression: string }
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

function putIn(parts: ReturnType<typeof templateParts>, expressions: string[], results: Result[]): Rendered {
  let place = 0;
  let text = "";
  for (const part of parts) {
    if (part.kind === "text") {
      text += part.text;
      continue;
    }
    const result = results[place];
    if (result === undefined || result.state === "later") return { state: "later" };
    if (result.state === "error") return result;
    if (result.state === "missing" || result.value === null)
      return { state: "missing", expression: expressions[place] ?? "" };
    text += typeof result.value === "string" ? result.value : JSON.stringify(result.value);
    place += 1;
  }
  return { state: "text", text };
}
