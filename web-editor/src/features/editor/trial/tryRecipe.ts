import { conditionInWords } from "@/recipe/condition";
import { findAction, type Catalog } from "@/recipe/catalog";
import { getAt } from "@/recipe/pointer";
import type { Samples } from "@/recipe/scope";
import { describeStep } from "@/recipe/sentences";
import { isObject, readStep } from "@/recipe/shape";
import { stepsAt, type StepDocument } from "@/recipe/steps";
import type { FunctionTest, FunctionTestResult } from "@/api/testFunction";
import { resolve, resolveCondition, type Evaluate, type Resolved, type TrialScope } from "./resolve";

/** What one step would do. */
export interface TrialLine {
  id: string;
  name: string;
  /** How many steps it is inside of. */
  depth: number;
  outcome: Outcome;
}

export interface TrialInput {
  name: string;
  title: string;
  resolved: Resolved;
}

export type Outcome =
  | { kind: "message" | "change"; inputs: TrialInput[] }
  /** Asks something of the outside; `before` says whether what it gave the last time is used here. */
  | { kind: "look"; inputs: TrialInput[]; before: boolean }
  | { kind: "function"; result: FunctionTestResult }
  | { kind: "branch"; taken: string | undefined }
  | { kind: "loop"; count: number }
  | { kind: "passes" }
  | { kind: "off" }
  | { kind: "skipped"; condition: string }
  | { kind: "stopped"; why: Exclude<Resolved, { state: "value" }> }
  | { kind: "later" };

export interface Trial {
  /** Whether the row or event would start the recipe at all. */
  starts: boolean | "later";
  condition: string | undefined;
  lines: TrialLine[];
}

/** What a trial may ask for; none of it reaches the outside. */
export interface TrialTools {
  evaluate: Evaluate;
  testFunction: (test: FunctionTest) => Promise<FunctionTestResult>;
  catalog: Catalog | undefined;
}

const languages = {
  "function.python": "python",
  "function.javascript": "javascript",
  "function.java": "java",
} as const;

/** Goes through a recipe with a sample as the runtime would, and sends, writes and asks nothing outside. */
export async function tryRecipe(document: unknown, samples: Samples, tools: TrialTools): Promise<Trial> {
  const when = getAt(document, ["trigger", "when"]);
  const walk = new Walk(samples, tools);
  const starts = await resolveCondition(when, walk.scope, tools.evaluate);
  await walk.all(stepsAt(document, ["steps"]), 0);
  return {
    starts: typeof starts === "boolean" ? starts : "later",
    condition: typeof when === "string" && when.trim() !== "" ? conditionInWords(when) : undefined,
    lines: walk.lines,
  };
}

class Walk {
  readonly lines: TrialLine[] = [];
  readonly scope: TrialScope;
  private readonly outputs: Record<string, unknown>;
  private readonly unknown = new Set<string>();
  private ended = false;

  constructor(
    { event, steps }: Samples,
    private readonly tools: TrialTools,
  ) {
    // What a lookup gave in the last run is the best guess for what only the outside can answer; see `look`.
    this.outputs = { ...steps };
    const values = { ...event, event: event ?? {}, steps: this.outputs, now: new Date().toISOString() };
    this.scope = { values, unknown: this.unknown };
  }

  async all(steps: readonly StepDocument[], depth: number): Promise<void> {
    for (const step of steps) {
      if (this.ended) return;
      await this.one(step, depth);
    }
  }

  private async one(step: StepDocument, depth: number): Promise<void> {
    const shape = readStep(step);
    const name = describeStep(shape, findAction(this.tools.catalog, step.uses)?.kind.title);
    const say = (outcome: Outcome) => this.lines.push({ id: shape.id, name, depth, outcome });
    if (step.disabled === true) {
      say({ kind: "off" });
      return;
    }
    const may = await resolveCondition(step.if, this.scope, this.tools.evaluate);
    if (may === false) {
      say({ kind: "skipped", condition: conditionInWords(String(step.if)) });
      return;
    }
    if (may !== true && may.state === "error") {
      this.stop(say, may);
      return;
    }
    switch (shape.kind) {
      case "action":
        return this.action(step, say);
      case "choose":
        return this.choose(step, depth, say);
      case "forEach":
        return this.loop(step, depth, say);
      case "parallel":
        say({ kind: "passes" });
        for (const [index] of (Array.isArray(step.parallel) ? step.parallel : []).entries()) {
          await this.all(stepsAt(step, ["parallel", index]), depth + 1);
        }
        return;
      case "wait":
        say({ kind: "passes" });
        return;
      case "waitFor":
      case "call":
        this.forget(shape.id);
        say({ kind: "later" });
        return;
      case "stop":
        say({ kind: "passes" });
        this.ended = true;
    }
  }

  private async action(step: StepDocument, say: (outcome: Outcome) => void): Promise<void> {
    const { id, uses, with: input } = readStep(step);
    const language = isFunction(uses) ? languages[uses] : undefined;
    if (language !== undefined) return this.runFunction(id, language, input, say);
    const inputs = await this.inputs(uses, input);
    const bad = inputs.find(({ resolved }) => resolved.state === "missing" || resolved.state === "error")?.resolved;
    if (bad !== undefined && bad.state !== "value") {
      this.stop(say, bad);
      return;
    }
    const effect = findAction(this.tools.catalog, uses)?.kind.effect;
    if (effect === "read") {
      const before = id in this.outputs;
      if (!before) this.unknown.add(id);
      say({ kind: "look", inputs, before });
      return;
    }
    this.forget(id);
    say({ kind: effect === "message" ? "message" : "change", inputs });
  }

  private async inputs(uses: string | undefined, input: Record<string, unknown>): Promise<TrialInput[]> {
    const schema = findAction(this.tools.catalog, uses)?.kind.input;
    const inputs: TrialInput[] = [];
    for (const [name, written] of Object.entries(input)) {
      const field = schema?.properties?.[name];
      const isVerbatim = field?.["x-verbatim"] === true;
      const found: Resolved = isVerbatim
        ? { state: "value", value: written }
        : await resolve(written, this.scope, this.tools.evaluate);
      const isNeeded = schema?.required?.includes(name) === true && found.state === "value" && found.value === null;
      const resolved: Resolved = isNeeded ? { state: "missing", expression: String(written) } : found;
      inputs.push({ name, title: field?.title ?? name, resolved });
    }
    return inputs;
  }

  private async runFunction(
    id: string,
    language: FunctionTest["language"],
    { input, code, timeout }: Record<string, unknown>,
    say: (outcome: Outcome) => void,
  ): Promise<void> {
    const given = await resolve(input ?? {}, this.scope, this.tools.evaluate);
    if (given.state === "later" || typeof code !== "string") {
      this.forget(id);
      say({ kind: "later" });
      return;
    }
    if (given.state !== "value") {
      this.stop(say, given);
      return;
    }
    const test = { language, code, input: given.value, ...(typeof timeout === "string" && { timeout }) };
    const result = await this.tools.testFunction(test);
    say({ kind: "function", result });
    if (result.ok) this.outputs[id] = result.output;
    else this.ended = true;
  }

  private async choose(step: StepDocument, depth: number, say: (outcome: Outcome) => void): Promise<void> {
    const branches = Array.isArray(step.choose) ? step.choose.filter(isObject) : [];
    for (const [index, branch] of branches.entries()) {
      const holds = await resolveCondition(branch.when, this.scope, this.tools.evaluate);
      if (holds === false) continue;
      if (holds !== true) {
        say({ kind: "later" });
        return;
      }
      say({ kind: "branch", taken: conditionInWords(String(branch.when)) });
      return this.all(stepsAt(step, ["choose", index, "steps"]), depth + 1);
    }
    say({ kind: "branch", taken: undefined });
    return this.all(stepsAt(step, ["otherwise"]), depth + 1);
  }

  /** The first of a list stands for all. */
  private async loop(step: StepDocument, depth: number, say: (outcome: Outcome) => void): Promise<void> {
    const list = await resolve(step.forEach, this.scope, this.tools.evaluate);
    if (list.state !== "value") {
      if (list.state === "later") say({ kind: "later" });
      else this.stop(say, list);
      return;
    }
    const items: unknown[] = Array.isArray(list.value) ? list.value : [];
    say({ kind: "loop", count: items.length });
    if (items.length === 0) return;
    this.scope.values[typeof step.as === "string" ? step.as : "item"] = items[0];
    return this.all(stepsAt(step, ["steps"]), depth + 1);
  }

  private forget(id: string) {
    this.unknown.add(id);
    Reflect.deleteProperty(this.outputs, id);
  }

  private stop(say: (outcome: Outcome) => void, why: Exclude<Resolved, { state: "value" }>) {
    say({ kind: "stopped", why });
    this.ended = true;
  }
}

function isFunction(uses: string | undefined): uses is keyof typeof languages {
  return uses !== undefined && uses in languages;
}
