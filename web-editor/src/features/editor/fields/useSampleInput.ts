import { useEffect, useMemo, useState } from "react";
import type { Place } from "@/recipe/pointer";
import { sampleScope } from "@/recipe/scope";
import { isObject } from "@/recipe/shape";
import { templateParts } from "@/recipe/template";
import { evaluate } from "@/ui/try/evaluate";
import { useAt, useView } from "../state/Editing";

/** What a function would get for the sample, as far as the page can tell; null where it cannot. */
export function useSampleInput(place: Place): unknown {
  const samples = useView((view) => view.samples);
  const scope = useMemo(() => sampleScope(samples), [samples]);
  const input = useAt(place);
  const [known, setKnown] = useState<{ value: unknown }>();
  useEffect(() => {
    let current = true;
    const fields = isObject(input) ? Object.entries(input) : [];
    const expressions = fields.map(([, value]) => expressionOf(value));
    void evaluate(expressions, scope).then((results) => {
      const values = fields.map(([name], index) => {
        const result = results[index];
        return [name, result?.state === "value" ? result.value : null];
      });
      if (current) setKnown({ value: Object.fromEntries(values) });
    });
    return () => {
      current = false;
    };
  }, [input, scope]);
  // Until the new one is known the old one stays: a field that shrinks for a moment moves the form.
  return known?.value ?? {};
}

/** A written value as one expression: `Hi {{ name }}` is `"Hi " & (name)`. */
function expressionOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(expressionOf).join(", ")}]`;
  if (isObject(value)) {
    return `{${Object.entries(value)
      .map(([name, inner]) => `${JSON.stringify(name)}: ${expressionOf(inner)}`)
      .join(", ")}}`;
  }
  if (typeof value !== "string") return JSON.stringify(value ?? null);
  const parts = templateParts(value);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "value") return only.expression;
  return (
    parts.map((part) => (part.kind === "text" ? JSON.stringify(part.text) : `(${part.expression})`)).join(" & ") || '""'
  );
}
