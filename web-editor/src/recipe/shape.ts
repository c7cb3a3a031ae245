/** The parts of a step that a reader needs, whatever else the document holds. */
export interface StepShape {
  id: string;
  kind: "action" | "choose" | "forEach" | "parallel" | "wait" | "waitFor" | "call" | "stop";
  uses?: string;
  with: Record<string, unknown>;
  /** The step as written. */
  raw: Record<string, unknown>;
  nested: StepShape[][];
}

export function readSteps(document: unknown): StepShape[] {
  return isObject(document) ? shapes(document.steps) : [];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shapes(steps: unknown): StepShape[] {
  return Array.isArray(steps) ? steps.filter(isObject).map(readStep) : [];
}

const flow = ["choose", "forEach", "parallel", "waitFor", "wait", "call", "stop"] as const;

/** A value as it is typed into a field: a text as it is, nothing as nothing, anything else as JSON. */
export function typed(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined || value === null ? "" : JSON.stringify(value);
}

/** One step, whatever it is. */
export function readStep(step: Record<string, unknown>): StepShape {
  const kind = flow.find((each) => each in step && !("uses" in step)) ?? "action";
  return {
    id: typeof step.id === "string" ? step.id : "",
    kind,
    ...(typeof step.uses === "string" && { uses: step.uses }),
    with: isObject(step.with) ? step.with : {},
    raw: step,
    nested: nestedOf(step, kind),
  };
}

function nestedOf(step: Record<string, unknown>, kind: StepShape["kind"]): StepShape[][] {
  switch (kind) {
    case "choose": {
      const branches = Array.isArray(step.choose) ? step.choose.filter(isObject) : [];
      return [...branches.map((branch) => shapes(branch.steps)), shapes(step.otherwise)];
    }
    case "forEach":
      return [shapes(step.steps)];
    case "parallel":
      return Array.isArray(step.parallel) ? step.parallel.map(shapes) : [];
    case "action":
    case "wait":
    case "waitFor":
    case "call":
    case "stop":
      return [];
  }
}
