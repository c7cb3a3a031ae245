import { sampleScope } from "@/recipe/scope";
import { valueLabel } from "@/recipe/template";
import { text } from "@/text";
import { useRendered } from "@/ui/try/useEvaluated";
import { useMemo } from "react";
import { useView } from "../state/Editing";
import classes from "./fields.module.css";

const words = text.fields;

/** What the text would be for the sample. */
export function TemplatePreview({ template }: { template: string }) {
  const samples = useView((view) => view.samples);
  const scope = useMemo(() => sampleScope(samples), [samples]);
  const rendered = useRendered(template, scope);
  if (rendered === undefined) return null;
  return (
    <div className={classes.below}>
      {words.preview}: <span className={classes.preview}>{shown(rendered)}</span>
    </div>
  );
}

function shown(rendered: NonNullable<ReturnType<typeof useRendered>>): string {
  switch (rendered.state) {
    case "text":
      return rendered.text;
    case "missing":
      return words.previewMissing(rendered.expressions.map(valueLabel).join(", "));
    case "later":
      return words.previewLater;
    case "error":
      return rendered.message;
  }
}
