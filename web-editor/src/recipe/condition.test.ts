import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import {
  blankClause,
  conditionInWords,
  isUnfinished,
  operators,
  parseCondition,
  writeCondition,
  type Clause,
} from "./condition";

describe("a condition of the builder", () => {
  it.each([
    ["row.Status = 'Ready'", "Status is Ready"],
    ["row.`First name` != 'Ana'", "First name is not Ana"],
    [
      "after.status = 'completed' and before.status != 'completed'",
      "status is completed and status before is not completed",
    ],
    ["row.Consent = true", "Consent is yes"],
    ["body.bpm > 120 or body.bpm < 40", "bpm is more than 120 or bpm is less than 40"],
    ["$contains(row.Note, 'urgent')", "Note contains urgent"],
    ["(row.Mobile != '' and row.Mobile != null)", "Mobile is filled in"],
    ["$not(row.Sent != '' and row.Sent != null)", "Sent is empty"],
  ])("%s reads as %s and is written back as it was", (expression, words) => {
    expect(conditionInWords(expression)).toBe(words);
    const condition = parseCondition(expression);
    expect(condition && writeCondition(condition)).toBe(expression);
  });

  it.each([
    "steps.grade.high",
    "row.a = 1 + 2",
    "row.a = 1 and row.b = 2 or row.c = 3",
    "$count(row.x) > 1",
    "row.a = 'x",
    "row.a = '\\x'",
  ])("%s is beyond the builder and stays an expression", (expression) => {
    expect(parseCondition(expression)).toBeUndefined();
    expect(conditionInWords(expression)).toBe(expression);
  });

  it.each(["plain", "it's", 'say "hi"', `it's "both"`, "back\\slash", "line\nbreak", "", "naïve 日本"])(
    "keeps the value %j through writing, reading and JSONata itself",
    async (value) => {
      const clause: Clause = { field: "row.`First name`", operator: "=", value };
      const written = writeCondition({ join: "and", clauses: [clause] });
      expect(parseCondition(written)?.clauses).toEqual([clause]);
      expect(await jsonata(written).evaluate({ row: { "First name": value } })).toBe(true);
    },
  );

  it.each<[Partial<Clause>, string]>([
    [{ value: "Ready" }, "= 'Ready'"],
    [{ operator: "contains", value: "urgent" }, "$contains(, 'urgent')"],
    [{ operator: "filled", value: null }, "( != '' and  != null)"],
    [{ operator: "empty", value: null }, "$not( != '' and  != null)"],
  ])("a line without its field, %j, is kept as what no checker accepts", (part, written) => {
    const clause = { ...blankClause, ...part };
    const after: Clause = { field: "row.Consent", operator: "=", value: true };
    expect(writeCondition({ join: "and", clauses: [clause] })).toBe(written);
    const both = { join: "or" as const, clauses: [clause, after] };
    expect(parseCondition(writeCondition(both))).toEqual(both);
    expect(() => jsonata(written)).toThrow();
    expect(isUnfinished(clause)).toBe(true);
  });

  it("a line on which nothing was chosen asks nothing", () => {
    expect(writeCondition({ join: "and", clauses: [blankClause] })).toBe("");
    expect(isUnfinished(blankClause)).toBe(false);
  });

  it.each([
    [{}, true],
    [{ Sent: "" }, true],
    [{ Sent: null }, true],
    [{ Sent: 0 }, false],
    [{ Sent: false }, false],
    [{ Sent: "yes" }, false],
  ])("%j is empty: %s", async (row, isEmpty) => {
    const asked = (operator: Clause["operator"]) =>
      jsonata(writeCondition({ join: "and", clauses: [{ field: "row.Sent", operator, value: null }] })).evaluate({
        row,
      });
    expect(await asked("empty")).toBe(isEmpty);
    expect(await asked("filled")).toBe(!isEmpty);
  });

  it("reads back every operator it writes", () => {
    const clauses = operators.map((operator): Clause => ({
      field: "row.x",
      operator,
      value: operator === "filled" || operator === "empty" ? null : "1",
    }));
    expect(parseCondition(writeCondition({ join: "or", clauses }))).toEqual({ join: "or", clauses });
  });
});
