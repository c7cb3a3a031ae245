import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { catalog } from "../../../../fake/catalog";
import type { Result } from "@/ui/try/evaluate";
import type { FunctionTest } from "@/api/testFunction";
import { tryRecipe, type TrialLine } from "./tryRecipe";

const row = { "Appointment ID": "A-1", "First name": "Ana", Mobile: "555-555-0123", Status: "Ready", Consent: true };
const text = {
  id: "text",
  uses: "twilio.send-sms",
  connection: "clinic-sms",
  message: { purpose: "ready", occurrence: "{{ row.`Appointment ID` }}" },
  with: { to: "{{ row.Mobile }}", body: "Hi {{ row.`First name` }}" },
};

describe("a recipe that is tried", () => {
  it("shows the text with its values and where it would go", async () => {
    const [line] = await linesOf([text]);
    expect(shown(line)).toEqual({ to: "555-555-0123", body: "Hi Ana" });
  });

  it("really runs functions and uses what they give", async () => {
    const tested: FunctionTest[] = [];
    const clean = { id: "clean", uses: "function.python", with: { input: { phone: "{{ row.Mobile }}" }, code: "..." } };
    const sent = { ...text, with: { ...text.with, to: "{{ steps.clean.phone }}" } };
    const lines = await linesOf([clean, sent], row, tested);
    expect(tested).toEqual([{ language: "python", code: "...", input: { phone: "555-555-0123" } }]);
    expect(shown(lines[1])).toMatchObject({ to: "+15555550123" });
  });

  it("stops at a missing value instead of sending it", async () => {
    const lines = await linesOf([text, { ...text, id: "again" }], { ...row, "First name": null });
    expect(lines).toMatchObject([{ outcome: { kind: "stopped", why: { expression: "row.`First name`" } } }]);
  });

  it("stops where a needed input is nothing at all", async () => {
    const lines = await linesOf([text], { ...row, Mobile: null });
    expect(lines).toMatchObject([{ outcome: { kind: "stopped", why: { expression: "{{ row.Mobile }}" } } }]);
  });

  it("leaves out a step whose condition is not true, and one that is switched off", async () => {
    const lines = await linesOf([
      { ...text, if: "row.Consent = false" },
      { ...text, id: "off", disabled: true },
    ]);
    expect(lines.map(({ outcome }) => outcome.kind)).toEqual(["skipped", "off"]);
  });

  it("says that a value is known later where an earlier step gives it", async () => {
    const mark = {
      id: "mark",
      uses: "google-sheets.update-row",
      with: { sheet: "Appointments", values: { Sent: "{{ steps.text.status }}" } },
    };
    const lines = await linesOf([text, mark]);
    expect(lines[1]).toMatchObject({ outcome: { kind: "change", inputs: [{}, { resolved: { state: "later" } }] } });
  });

  it("goes the way whose condition holds, and shows the first of a list", async () => {
    const choose = { id: "which", choose: [{ when: "row.Status = 'Ready'", steps: [text] }], otherwise: [] };
    const loop = { id: "each", forEach: "{{ row.list }}", as: "one", steps: [{ ...text, id: "inner" }] };
    const lines = await linesOf([choose, loop], { ...row, list: [1, 2] });
    expect(lines.map(({ id, depth }) => `${id} ${depth}`)).toEqual(["which 0", "text 1", "each 0", "inner 1"]);
    expect(lines[2]).toMatchObject({ outcome: { kind: "loop", count: 2 } });
  });

  it("says whether the row would start it", async () => {
    const trial = await tryIt({ trigger: { when: "row.Status = 'Ready'" }, steps: [] }, { ...row, Status: "Waiting" });
    expect(trial).toMatchObject({ starts: false, condition: "Status is Ready" });
  });
});

async function linesOf(steps: unknown[], given: unknown = row, tested: FunctionTest[] = []): Promise<TrialLine[]> {
  return (await tryIt({ trigger: {}, steps }, given, tested)).lines;
}

function tryIt(document: unknown, given: unknown, tested: FunctionTest[] = []) {
  return tryRecipe(
    document,
    { event: { row: given } },
    {
      catalog,
      evaluate,
      testFunction: (test) => {
        tested.push(test);
        return Promise.resolve({ ok: true, output: { phone: "+15555550123" }, durationMs: 3 });
      },
    },
  );
}

async function evaluate(expression: string, scope: unknown): Promise<Result> {
  const value: unknown = await jsonata(expression).evaluate(scope);
  return value === undefined ? { state: "missing" } : { state: "value", value };
}

function shown(line: TrialLine | undefined): Record<string, unknown> {
  if (line?.outcome.kind !== "message") throw new Error("It sends nothing");
  const { inputs } = line.outcome;
  return Object.fromEntries(
    inputs.map(({ name, resolved }) => [name, resolved.state === "value" ? resolved.value : resolved.state]),
  );
}
