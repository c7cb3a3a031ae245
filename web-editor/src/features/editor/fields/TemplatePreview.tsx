import { useMemo } from "react";
import type { Place } from "@/recipe/pointer";
import { sampleScope } from "@/recipe/scope";
import { pathNames, valueLabel } from "@/recipe/template";
import { text } from "@/text";
import { useRendered, type Rendered } from "@/ui/try/useEvaluated";
import { useView } from "../state/Editing";
import { useRowSteps } from "./useRowSteps";
import classes from "./fields.module.css";

const words = text.fields;

interface TemplatePreviewProps {
  place: Place;
  template: string;
  /** Whether the steps before are tried for it, so that what they give is known. */
  tried?: boolean;
}

/** What the text would be for the sample. */
export function TemplatePreview({ place, template, tried = false }: TemplatePreviewProps) {
  const samples = useView((view) => view.samples);
  const rows = useView((view) => view.rows);
  const [first] = useRowSteps(place, rows.slice(0, 1), tried && /\bsteps\b/.test(template));
  const steps = first?.steps;
  const scope = useMemo(() => sampleScope(steps === undefined ? samples : { ...samples, steps }), [samples, steps]);
  const rendered = useRendered(template, scope);
  if (rendered === undefined) return null;
  return (
    <div className={classes.below}>
      {words.preview}: <span className={classes.preview}>{shown(rendered, scope)}</span>
    </div>
  );
}

function shown(rendered: Rendered, scope: ReturnType<typeof sampleScope>): string {
  switch (rendered.state) {
    case "text":
      return rendered.text;
    case "missing":
      return rendered.expressions.some((each) => isUnknown(each, scope))
        ? words.previewLater
        : words.previewMissing(rendered.expressions.map(valueLabel).join(", "));
    case "later":
      return words.previewLater;
    case "error":
      return rendered.message;
  }
}

/** A step that has not been gone through, or the item of a loop: that it has no value here says nothing. */
function isUnknown(expression: string, scope: ReturnType<typeof sampleScope>): boolean {
  const [root, step] = pathNames(expression) ?? [];
  if (root === undefined) return false;
  return root === "steps" ? !Object.hasOwn(scope.steps, step ?? "") : !Object.hasOwn(scope, root);
}
