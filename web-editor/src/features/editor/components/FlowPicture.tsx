import { Box } from "@mantine/core";
import { getAt } from "@/recipe/pointer";
import { describeStep, describeTrigger } from "@/recipe/sentences";
import { readSteps, type StepShape } from "@/recipe/shape";
import { text } from "@/text";
import classes from "./picture.module.css";

/** The order of the steps as a picture. Only a picture: the list beside it is the real thing. */
export function FlowPicture({ document }: { document: unknown }) {
  const start = describeTrigger(getAt(document, ["trigger"]));
  const steps = readSteps(document);
  const sentence = text.editor.pictureOf([start, ...steps.map((step) => describeStep(step))].join(" → "));
  return (
    <Box role="img" aria-label={sentence} className={classes.picture}>
      <div className={classes.start}>{start}</div>
      <Chain steps={steps} />
    </Box>
  );
}

function Chain({ steps }: { steps: StepShape[] }) {
  return steps.map((step) => (
    <div key={step.id} className={classes.link}>
      <div className={classes.box} data-kind={step.kind} data-off={step.raw.disabled === true}>
        {describeStep(step)}
      </div>
      {step.nested.some((side) => side.length > 0) && (
        <div className={classes.sides}>
          {step.nested.map((side, index) => (
            <div key={index} className={classes.side}>
              <Chain steps={side} />
            </div>
          ))}
        </div>
      )}
    </div>
  ));
}
