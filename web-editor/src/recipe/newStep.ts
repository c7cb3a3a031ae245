import type { ActionKind, Found } from "./catalog";
import { getAt, type Place } from "./pointer";
import { isObject } from "./shape";
import { freeId, stepIds, stepsBefore, type StepDocument } from "./steps";
import { pathOf } from "./template";
import { invitationOf, type WaitKind } from "./waits";

export type FlowKind = "choose" | "forEach" | "parallel" | "wait" | "stop" | "call";

export const flowKinds: FlowKind[] = ["choose", "forEach", "parallel", "wait", "stop", "call"];

/** The usual time that somebody is given to answer. */
const patience: Record<WaitKind, string> = {
  reply: "P1D",
  form: "P7D",
  approval: "P1D",
  receipt: "PT2H",
  webhook: "P2D",
};

const shortNames: Record<string, string> = {
  "twilio.send-sms": "text",
  "email.send": "mail",
  "google-sheets.update-row": "mark",
  "google-sheets.append-row": "note",
};

const codes: Record<string, string> = {
  "function.python": "def handle(event):\n    return {}\n",
  "function.javascript": "export function handle(event) {\n  return {}\n}\n",
  "function.java": "Map<String, Object> handle(Map<String, Object> event) {\n    return Map.of();\n}\n",
};

/** What a new step can take over from the rest of the recipe. */
export interface Surroundings {
  document: unknown;
  connections: readonly { id: string; connector: string }[];
  /** The names of the row's columns, where there is a row. */
  columns: readonly string[];
  /** The steps that come before it. */
  before: readonly StepDocument[];
}

/** A step for an action, with everything filled in that can be known. */
export function newAction({ connector, kind }: Found<ActionKind>, around: Surroundings): StepDocument {
  const id = freeId(stepIds(around.document), shortNames[kind.id] ?? wordOf(kind.id));
  const connection = connector.needsConnection ? connectionFor(connector.id, around) : undefined;
  // A row that says "Sent" must not say so of a message that did not go out.
  const sent = kind.id === "google-sheets.update-row" ? around.before.findLast(isMessage) : undefined;
  return {
    id,
    uses: kind.id,
    ...(connection !== undefined && { connection }),
    ...(sent !== undefined && { if: `${pathOf(["steps", String(sent.id), "status"])} = 'Sent'` }),
    ...(kind.effect === "message" && { message: { purpose: id, ...occurrence(around.document) } }),
    with: inputFor(kind, around),
  };
}

export function newFlow(kind: FlowKind, document: unknown): StepDocument {
  const ids = stepIds(document);
  switch (kind) {
    case "choose":
      return { id: freeId(ids, "if"), choose: [{ when: "", steps: [] }], otherwise: [] };
    case "forEach":
      return { id: freeId(ids, "each"), forEach: "", steps: [] };
    case "parallel":
      return { id: freeId(ids, "both"), parallel: [[], []] };
    case "wait":
      return { id: freeId(ids, "wait"), wait: "PT1H" };
    case "stop":
      return { id: freeId(ids, "stop"), stop: "" };
    case "call":
      return { id: freeId(ids, "call"), call: "" };
  }
}

/** A step that waits, for what an earlier step has asked where there is one. */
export function newWait(kind: WaitKind, document: unknown, place: Place): StepDocument {
  const names: Record<WaitKind, string> = {
    reply: "answer",
    form: "answers",
    approval: "decision",
    receipt: "arrived",
    webhook: "result",
  };
  const id = freeId(stepIds(document), names[kind]);
  return { id, waitFor: { ...awaitedInput(kind, stepsBefore(document, place)), timeout: patience[kind] } };
}

/** What a step waits for, as far as the steps before it say. */
export function awaitedInput(kind: WaitKind, before: readonly StepDocument[]): Record<string, unknown> {
  const message = before.findLast(isMessage);
  switch (kind) {
    case "reply": {
      const to = isObject(message?.with) ? message.with.to : undefined;
      return { reply: typeof to === "string" ? { to } : {} };
    }
    case "form": {
      const invite = before.findLast(({ uses }) => uses === "form.invite");
      return { form: { invitation: invite === undefined ? "" : invitationOf(String(invite.id)) } };
    }
    case "approval":
      return { approval: { ask: "" } };
    case "receipt":
      return { receipt: { of: message === undefined ? "" : String(message.id) } };
    case "webhook":
      return { webhook: { with: {}, match: "", equals: "" } };
  }
}

function isMessage({ message }: StepDocument): boolean {
  return message !== undefined;
}

function inputFor(kind: ActionKind, { document, columns }: Surroundings): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const code = codes[kind.id];
  if (code !== undefined) return { input: {}, code };
  const trigger = getAt(document, ["trigger", "with"]);
  const has = (name: string) => kind.input.properties?.[name] !== undefined;
  for (const name of ["spreadsheet", "sheet"]) {
    const value = isObject(trigger) ? trigger[name] : undefined;
    if (has(name) && value !== undefined) input[name] = value;
  }
  const key = keyColumn(document);
  if (kind.id === "google-sheets.update-row" && key !== undefined) {
    input.key = { [key]: `{{ ${pathOf(["row", key])} }}` };
    input.values = {};
  }
  const phone = columns.find((column) => /mobile|phone|cell/i.test(column));
  const mail = columns.find((column) => /e-?mail/i.test(column));
  const to = kind.id === "twilio.send-sms" ? phone : kind.id === "email.send" ? mail : undefined;
  if (to !== undefined) input.to = `{{ ${pathOf(["row", to])} }}`;
  return input;
}

function occurrence(document: unknown): { occurrence?: string } {
  const key = keyColumn(document);
  return key === undefined ? {} : { occurrence: `{{ ${pathOf(["row", key])} }}` };
}

function keyColumn(document: unknown): string | undefined {
  const key = getAt(document, ["trigger", "with", "key"]);
  const first: unknown = Array.isArray(key) ? key[0] : key;
  return typeof first === "string" ? first : undefined;
}

/** What connections are called in every example; in practice they need not be set up. */
const usualNames: Record<string, string> = {
  "google-sheets": "front-desk",
  twilio: "clinic-sms",
  email: "hospital-mail",
  database: "clinic",
};

/** True for connectors that the practice clinic stands for where a connection is not set up. */
export function practised(connector: string): boolean {
  return connector in usualNames;
}

/** The connection to take for a connector: the one there is, else the one that is used already. */
export function connectionFor(
  connector: string,
  { document, connections }: Pick<Surroundings, "document" | "connections">,
): string | undefined {
  const fitting = connections.filter((each) => each.connector === connector);
  const trigger = getAt(document, ["trigger"]);
  if (isObject(trigger) && typeof trigger.uses === "string" && trigger.uses.startsWith(`${connector}.`)) {
    if (typeof trigger.connection === "string") return trigger.connection;
  }
  return fitting[0]?.id ?? usualNames[connector];
}

/** `database.run-query` is `runQuery`: a plain word, so that paths need no quotes. */
function wordOf(uses: string): string {
  const last = uses.slice(uses.lastIndexOf(".") + 1);
  return last.replaceAll(/-+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** An id made of a title. */
export function slug(title: string): string {
  return title
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
}

/** The id of a new recipe: made of its title, and no other recipe's. */
export function recipeIdFor(title: string, taken: ReadonlySet<string>): string {
  return title.trim() === "" ? "" : freeId(taken, slug(title) || "recipe");
}

export function newRecipe(zone: string): Record<string, unknown> {
  return { version: 1, id: "", title: "", zone, trigger: {}, steps: [] };
}
