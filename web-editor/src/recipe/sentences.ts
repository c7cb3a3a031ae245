import { text } from "@/text";
import { conditionInWords } from "./condition";
import { periodInWords } from "./period";
import { cronInWords, everyInWords } from "./scheduleWords";
import { isObject, readSteps, typed, type StepShape } from "./shape";
import { readable } from "./template";

const words = text.steps;

/** What each step of a recipe does, in words, by step id; empty where the document is not there. */
export function stepSentences(document: unknown): ReadonlyMap<string, string> {
  const sentences = new Map<string, string>();
  const visit = (step: StepShape) => {
    sentences.set(step.id, describeStep(step));
    step.nested.flat().forEach(visit);
  };
  readSteps(document).forEach(visit);
  return sentences;
}

/** One step as a sentence. `title` is what the connector calls the action, for those without a sentence here. */
export function describeStep(step: StepShape, title?: string): string {
  switch (step.kind) {
    case "action":
      return describeAction(step, title);
    case "choose":
      return words.flow.choose(conditionInWords(firstWhen(step.raw.choose)));
    case "forEach":
      return words.flow.forEach(readable(step.raw.forEach));
    case "parallel":
      return words.flow.parallel(step.nested.length);
    case "wait":
      return isObject(step.raw.wait)
        ? words.flow.waitUntil(readable(step.raw.wait.until))
        : words.flow.wait(periodInWords(readable(step.raw.wait)));
    case "waitFor":
      return awaited(step.raw.waitFor);
    case "call":
      return words.flow.call(readable(step.raw.call));
    case "stop":
      return words.flow.stop(readable(step.raw.stop));
  }
}

/** What starts a recipe, with its condition. */
export function describeTrigger(trigger: unknown, title?: string): string {
  if (!isObject(trigger) || typeof trigger.uses !== "string") return words.triggers.none;
  const start = triggerStart(trigger.uses, isObject(trigger.with) ? trigger.with : {}, title);
  return typeof trigger.when === "string" && trigger.when.trim() !== ""
    ? `${start}, ${words.onlyIf(conditionInWords(trigger.when))}`
    : start;
}

function triggerStart(uses: string, input: Record<string, unknown>, title: string | undefined): string {
  switch (uses) {
    case "google-sheets.row-changed":
    case "google-sheets.row-added":
      return words.triggers[uses](named(input.sheet));
    case "schedule.cron":
      if (typed(input.cron) === "") return words.triggers.noTimes;
      return cronInWords(input.cron) ?? words.triggers[uses](named(input.cron));
    case "schedule.every":
      return everyInWords(input.every);
    case "schedule.once":
      return words.triggers.once(named(input.at));
    case "webhook.received":
      return words.triggers[uses](named(input.path));
    case "database.row-changed":
    case "database.row-polled":
      return words.triggers[uses](named(input.table));
    case "form.submitted":
      return words.triggers[uses](named(isObject(input.form) ? input.form.title : undefined));
    case "manual.started":
    case "email.received":
    case "twilio.message-received":
    case "file.arrived":
    case "file.uploaded":
      return words.triggers[uses];
    default:
      return words.triggers.other(title ?? uses);
  }
}

function describeAction({ id, uses = "", with: input }: StepShape, title?: string): string {
  const actions = words.actions;
  switch (uses) {
    case "function.python":
    case "function.javascript":
    case "function.java":
      return actions[uses](id);
    case "twilio.send-sms":
      return actions.sms(addressed(input.to));
    case "email.send":
      return actions.mail(addressed(input.to), named(input.subject));
    case "google-sheets.update-row":
      return actions.updateRow(named(input.sheet), columns(input.values));
    case "google-sheets.append-row":
      return actions.appendRow(named(input.sheet));
    case "google-sheets.read-rows":
      return actions.readRows(named(input.sheet));
    case "database.query":
      return actions.query(id);
    case "database.insert":
      return actions.insert(named(input.table));
    case "database.update":
      return actions.update(named(input.table));
    case "database.append":
      return actions.append(named(input.table));
    case "database.delete":
      return actions.delete(named(input.table));
    case "file.write-csv":
    case "file.write-xlsx":
      return actions.file(named(input.name));
    case "form.invite":
      return actions.invite(named(isObject(input.form) ? input.form.title : input.recipe));
    case "push.send":
      return actions.push(named(input.title));
    case "http.get":
      return actions.http(named(input.url));
    case "http.post":
    case "http.put":
      return actions.post(named(input.url));
    default:
      return actions.other(title ?? uses, id);
  }
}

function named(value: unknown): string {
  const shown = readable(value);
  return shown === "" ? words.value.nothing : shown;
}

function addressed(value: unknown): string {
  const shown = Array.isArray(value) ? value.map((each) => readable(each)).join(", ") : readable(value);
  return shown === "" ? words.value.nobody : shown;
}

function columns(values: unknown): string {
  const names = isObject(values) ? Object.keys(values) : [];
  return names.length === 0 ? words.value.nothing : names.join(", ");
}

function firstWhen(branches: unknown): string {
  const first: unknown = Array.isArray(branches) ? branches[0] : undefined;
  return isObject(first) && typeof first.when === "string" ? first.when : "";
}

/** What is waited for, and for how long at most. */
function awaited(waitFor: unknown): string {
  const input = isObject(waitFor) ? waitFor : {};
  const sentence = awaitedThing(input);
  const timeout = periodInWords(readable(input.timeout));
  return timeout === "" ? sentence : words.atMost(sentence, timeout);
}

function awaitedThing(waitFor: Record<string, unknown>): string {
  const given = (name: string, field: string) => (isObject(waitFor[name]) ? waitFor[name][field] : undefined);
  if ("reply" in waitFor) return words.waitFor.reply(addressed(given("reply", "to")));
  if ("form" in waitFor) return words.waitFor.form;
  if ("approval" in waitFor) return words.waitFor.approval(named(given("approval", "ask")));
  if ("receipt" in waitFor) return words.waitFor.receipt(named(given("receipt", "of")));
  return "webhook" in waitFor ? words.waitFor.webhook : words.waitFor.other;
}
