import { editing } from "@/text/editing";
import { findTrigger, type Catalog, type Schema } from "./catalog";
import { getAt } from "./pointer";
import { allQuestions, isAsked, isChoice, isNumber, typeOf } from "./questions";
import { isObject, typed } from "./shape";
import { allSteps, type StepDocument } from "./steps";
import { pathNames, pathOf, templateParts } from "./template";

/** What a run can wait for. */
export const waitKinds = ["reply", "form", "approval", "receipt", "webhook"] as const;

export type WaitKind = (typeof waitKinds)[number];

const words = editing.waits.gives;

export function waitKindOf(waitFor: unknown): WaitKind | undefined {
  return isObject(waitFor) ? waitKinds.find((kind) => kind in waitFor) : undefined;
}

/** The form that is asked where a step or trigger stands. */
export function formOf(use: unknown): unknown {
  return getAt(use, ["with", "form"]);
}

/** An event or an output whose answers are those of a form. */
export function withAnswers(schema: Schema | undefined, form: unknown): Schema | undefined {
  const asked = allQuestions(getAt(form, ["item"])).filter((question) => isAsked(typeOf(question)));
  if (schema?.properties?.answers === undefined || asked.length === 0) return schema;
  const properties = asked.map((question): [string, Schema] => {
    const type = typeOf(question);
    const title = typed(question.text) || typed(question.linkId);
    if (isChoice(type) && question.repeats !== true) {
      const words: Schema = { title: `${title} (${editing.waits.gives.words})` };
      return [typed(question.linkId), { type: "object", properties: { display: words, code: { title } } }];
    }
    return [typed(question.linkId), { title, ...(isNumber(type) && { type: "number" }) }];
  });
  return {
    ...schema,
    properties: {
      ...schema.properties,
      answers: { ...schema.properties.answers, properties: Object.fromEntries(properties) },
    },
  };
}

/** The step that made the personal link a form is waited for by. */
export function inviteOf(document: unknown, waitFor: unknown): StepDocument | undefined {
  const id = stepIn(getAt(waitFor, ["form", "invitation"]), "invitation");
  return allSteps(document).find(({ step }) => step.id === id)?.step;
}

/** `invite` of `{{ steps.invite.invitation }}`; undefined where it is anything else. */
export function stepIn(template: unknown, output: string): string | undefined {
  const [only, ...others] = templateParts(typed(template));
  if (only?.kind !== "value" || others.length > 0) return undefined;
  const [root, step, name, ...more] = pathNames(only.expression) ?? [];
  return root === "steps" && name === output && more.length === 0 ? step : undefined;
}

export function invitationOf(step: string): string {
  return `{{ ${pathOf(["steps", step, "invitation"])} }}`;
}

/** What later steps see of what was waited for. */
export function awaitedOutput(
  document: unknown,
  { waitFor }: StepDocument,
  catalog: Catalog | undefined,
): Schema | undefined {
  const event = (uses: string) => findTrigger(catalog, uses)?.kind.event;
  switch (waitKindOf(waitFor)) {
    case "reply":
      return { properties: { body: { title: words.body }, keyword: { title: words.keyword } } };
    case "approval":
      return { properties: { approved: { title: words.approved }, decision: { title: words.decision } } };
    case "receipt":
      return { properties: { state: { title: words.state }, kind: { title: words.kind } } };
    case "form":
      return withAnswers(event("form.submitted"), formOf(inviteOf(document, waitFor)));
    case "webhook":
      return event(typed(getAt(waitFor, ["webhook", "uses"])) || "webhook.received");
    case undefined:
      return undefined;
  }
}
