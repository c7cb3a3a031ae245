import { sampleScope } from "@/recipe/scope";
import { segmentsOf } from "@/recipe/segments";
import { text } from "@/text";
import { editing } from "@/text/editing";
import { useRendered } from "@/ui/try/useEvaluated";
import { useMemo } from "react";
import { useView } from "../state/Editing";
import classes from "./fields.module.css";

const words = text.fields;
const saysHowToStop = /\bstop\b/i;

/**
 * What the text costs, and what a patient must be told. Counted on the sample's text where there is one.
 *
 * @param each whether the number of texts is told here; else it stands at each of the previews
 */
export function SegmentCount({ body, each }: { body: string; each: boolean }) {
  const samples = useView((view) => view.samples);
  const scope = useMemo(() => sampleScope(samples), [samples]);
  const rendered = useRendered(body, scope);
  const counted = segmentsOf(rendered?.state === "text" ? rendered.text : body);
  return (
    <>
      {each && (
        <div className={classes.below}>{editing.preview.counted(counted.count, counted.alphabet, counted.left)}</div>
      )}
      {counted.alphabet === "ucs2" && (
        <div className={classes.below}>{words.segmentsUcs2(counted.costly.slice(0, 5).join(" "))}</div>
      )}
      {body !== "" && !saysHowToStop.test(body) && <div className={classes.below}>{words.noOptOut}</div>}
    </>
  );
}
