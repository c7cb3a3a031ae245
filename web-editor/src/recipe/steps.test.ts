import { describe, expect, it } from "vitest";
import { readyRow } from "../../fake/fixtures.ts";
import { getAt, isInside, pointerOf, setAt } from "./pointer";
import { segmentsOf } from "./segments";
import { allSteps, copyStep, freeId, insertStep, moveStep, removeStep, renameStep, stepIds } from "./steps";

const nested = {
  steps: [
    {
      id: "a",
      uses: "x.y",
      with: { to: "{{ steps.b.phone }} {{ steps.bb.phone }}", code: "steps.b.phone" },
      if: "steps.b.ok and steps.`b`.n > 1",
    },
    {
      id: "if",
      choose: [{ when: "steps.b.high", steps: [{ id: "b", uses: "x.y" }] }],
      otherwise: [{ id: "c", stop: "x" }],
    },
    { id: "each", forEach: "{{ steps.b.rows }}", steps: [{ id: "d", wait: "PT1H" }] },
    { id: "both", parallel: [[{ id: "e", call: "r" }], []] },
  ],
  onFailure: [{ id: "f", uses: "x.y" }],
};

describe("the steps of a recipe", () => {
  it("are found wherever they are", () => {
    expect(allSteps(nested).map(({ step }) => step.id)).toEqual(["a", "if", "b", "c", "each", "d", "both", "e", "f"]);
    expect(allSteps("rubbish")).toEqual([]);
  });

  it("are moved, inserted and removed without touching the others", () => {
    const moved = moveStep(readyRow, ["steps"], 0, 2);
    expect([...stepIds(moved)]).toEqual(["text", "mark", "clean"]);
    expect(getAt(moved, ["steps", 0])).toBe(getAt(readyRow, ["steps", 1]));
    expect(moveStep(readyRow, ["steps"], 0, -1)).toBe(readyRow);
    expect(moveStep(readyRow, ["steps"], 2, 3)).toBe(readyRow);
    expect(removeStep(nested, ["onFailure"], 0)).not.toHaveProperty("onFailure");
    expect(removeStep(nested, ["steps", 1, "choose", 0, "steps"], 0)).toHaveProperty("steps.1.choose.0.steps", []);
    expect(insertStep({}, ["steps"], 0, { id: "x" })).toEqual({ steps: [{ id: "x" }] });
  });

  it("take their references along when they are renamed, but not those of others or in code", () => {
    const renamed = renameStep(nested, "b", "clean-phone");
    expect(getAt(renamed, ["steps", 0])).toEqual({
      id: "a",
      uses: "x.y",
      with: { to: "{{ steps.`clean-phone`.phone }} {{ steps.bb.phone }}", code: "steps.b.phone" },
      if: "steps.`clean-phone`.ok and steps.`clean-phone`.n > 1",
    });
    expect(getAt(renamed, ["steps", 1, "choose", 0, "steps", 0, "id"])).toBe("clean-phone");
    expect(getAt(renamed, ["steps", 3])).toBe(nested.steps[3]);
  });

  it("are followed by those that name them by their id alone", () => {
    const document = {
      steps: [
        { id: "text", uses: "twilio.send-sms" },
        { id: "arrived", waitFor: { receipt: { of: "text" } } },
        { id: "again", uses: "twilio.send-sms", message: { instead: "text" } },
      ],
    };
    const renamed = renameStep(document, "text", "reminder");
    expect(getAt(renamed, ["steps", 1, "waitFor", "receipt", "of"])).toBe("reminder");
    expect(getAt(renamed, ["steps", 2, "message", "instead"])).toBe("reminder");
  });

  it("are copied with new ids inside and out", () => {
    const copy = copyStep(nested.steps[1]!, stepIds(nested));
    expect(allSteps({ steps: [copy] }).map(({ step }) => step.id)).toEqual(["if2", "b2", "c2"]);
    expect(getAt(copy, ["choose", 0, "when"])).toBe("steps.b2.high");
    expect(freeId(new Set(["text", "text2"]), "text2")).toBe("text3");
  });
});

describe("places", () => {
  it("are written as RFC 6901 does, and set without changing what was", () => {
    expect(pointerOf(["steps", 0, "with", "a/b~c"])).toBe("/steps/0/with/a~1b~0c");
    expect(isInside("/steps/1/with/to", ["steps", 1])).toBe(true);
    expect(isInside("/steps/10", ["steps", 1])).toBe(false);
    const before = { a: [{ b: 1 }], c: {} };
    const after = setAt(before, ["a", 0, "b"], 2) as typeof before;
    expect(before.a[0]?.b).toBe(1);
    expect(after.c).toBe(before.c);
    expect(setAt({}, ["with", "to"], "x")).toEqual({ with: { to: "x" } });
    expect(setAt({ a: 1, b: 2 }, ["a"], undefined)).toEqual({ b: 2 });
  });
});

describe("a text's segments", () => {
  it.each([
    ["", 1, "gsm7", 160],
    ["a".repeat(160), 1, "gsm7", 0],
    ["a".repeat(161), 2, "gsm7", 145],
    ["€".repeat(80), 1, "gsm7", 0],
    ["’", 1, "ucs2", 69],
    ["é".repeat(160), 1, "gsm7", 0],
    ["ł".repeat(71), 2, "ucs2", 63],
    ["😀".repeat(35), 1, "ucs2", 0],
  ])("%j is %i text(s) of %s with %i left", (body, count, alphabet, left) => {
    expect(segmentsOf(body)).toMatchObject({ count, alphabet, left });
  });

  it("name each costly character once", () => expect(segmentsOf("“Hi” – “you”").costly).toEqual(["“", "”", "–"]));
});
