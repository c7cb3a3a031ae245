import { useMemo } from "react";
import type { Sample } from "@/api/listSamples";
import type { Place } from "@/recipe/pointer";
import { sampleLabel } from "@/recipe/sampleLabel";
import { loopItems, sampleScope } from "@/recipe/scope";
import { segmentsOf } from "@/recipe/segments";
import { valueLabel } from "@/recipe/template";
import { editing } from "@/text/editing";
import { useRenderedEach, type Rendered, type RowScope } from "@/ui/try/useEvaluated";
import { useView } from "../state/Editing";
import { useRowSteps, type RowSteps } from "./useRowSteps";
import classes from "./fields.module.css";

const words = editing.preview;

interface RowPreviewsProps {
  place: Place;
  template: string;
  /** As many texts as the phone company makes of it. */
  counted: boolean;
}

/** What a message says for a few real rows, the chosen one first: values that are missing show before anybody is texted. */
export function RowPreviews({ place, template, counted }: RowPreviewsProps) {
  const rows = useView((view) => view.rows);
  const samples = useView((view) => view.samples);
  const items = useView(({ document }) => loopItems(document, place).join(" "));
  const tried = useRowSteps(place, rows, /\bsteps\b/.test(template));
  const scopes = useMemo(
    () =>
      rows.map(({ data }, index): RowScope => {
        const steps = tried[index]?.steps ?? (index === 0 ? samples.steps : undefined);
        const later = [...items.split(" ").filter((name) => name !== ""), ...(steps === undefined ? ["steps"] : [])];
        return { scope: sampleScope({ event: data, steps: steps ?? {} }), later };
      }),
    [rows, tried, samples.steps, items],
  );
  const rendered = useRenderedEach(template, scopes);
  if (rendered === undefined) return null;
  return (
    <div className={classes.below}>
      {words.title(rows.length)}
      <ul className={classes.rows}>
        {rows.map((row, index) => (
          <li key={row.key + String(row.past)}>
            <div>{labelOf(row)}</div>
            <OneRow rendered={rendered[index]} tried={tried[index]} counted={counted} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface OneRowProps {
  rendered: Rendered | undefined;
  tried: RowSteps | undefined;
  counted: boolean;
}

function OneRow({ rendered, tried, counted }: OneRowProps) {
  switch (rendered?.state) {
    case undefined:
      return null;
    case "text":
      return (
        <>
          <div className={classes.preview}>{rendered.text === "" ? words.empty : rendered.text}</div>
          {counted && <div>{inWords(rendered.text)}</div>}
        </>
      );
    case "missing":
      return tried?.failed === undefined ? (
        <div className={classes.mark}>{words.missing([...new Set(rendered.expressions.map(valueLabel))])}</div>
      ) : (
        <div className={classes.mark}>{words.failed(tried.failed)}</div>
      );
    case "later":
      return <div>{tried?.working === true ? words.working : words.later}</div>;
    case "error":
      return <div className={classes.mark}>{rendered.message}</div>;
  }
}

function inWords(text: string): string {
  const { count, alphabet, left } = segmentsOf(text);
  return words.counted(count, alphabet, left);
}

function labelOf({ data, past, occurredAt }: Sample): string {
  return sampleLabel(data, past ? occurredAt : undefined);
}
