import { describe, expect, it } from "vitest";
import { catalog } from "../../fake/catalog.ts";
import { comparisonsFor, readAskedWhen, readOption, writeAskedWhen, writeOption } from "./answers";
import { findTrigger, type Schema } from "./catalog";
import { askedBefore, copyQuestion, nameFor, newQuestion, questionTypes, renamed, retyped, typeOf } from "./questions";

const pain = { linkId: "pain", text: "Pain?", type: "integer", minValue: 0, maxValue: 10, required: true };
const where = {
  linkId: "where",
  text: "Where?",
  type: "open-choice",
  answerOption: [{ code: "leg", display: "My leg" }, "Back"],
  enableWhen: [{ question: "pain", operator: ">=", answerInteger: 4 }],
};

function itemSchema(): Schema {
  const form = findTrigger(catalog, "form.submitted")!.kind.input.properties!.form!;
  return form.properties!.item!.items!;
}

describe("questions", () => {
  it("can be everything that the form connector knows", () => {
    expect([...questionTypes].sort()).toEqual([...itemSchema().properties!.type!.enum!].sort());
    const names = Object.keys(itemSchema().properties!);
    for (const type of questionTypes) {
      expect(names).toEqual(expect.arrayContaining(Object.keys(newQuestion(type, new Set()))));
    }
  });

  it("have their type by any of its spellings", () => {
    expect(["dateTime", "date-time", "DATE_TIME"].map((type) => typeOf({ type }))).toEqual(Array(3).fill("date-time"));
    expect(typeOf({ type: "colour" })).toBeUndefined();
  });

  it("leave behind what another type cannot have", () => {
    expect(retyped(pain, "decimal")).toEqual({ ...pain, type: "decimal" });
    expect(retyped(pain, "date")).toEqual({ linkId: "pain", text: "Pain?", type: "date", required: true });
    expect(retyped(pain, "display")).toEqual({ linkId: "pain", text: "Pain?", type: "display" });
    expect(retyped(where, "boolean")).not.toHaveProperty("answerOption");
    expect(retyped(pain, "choice").answerOption).toEqual([""]);
  });

  it("are copied under new names, with their own conditions", () => {
    const group = { linkId: "g", text: "G", type: "group", item: [pain, where] };
    const copy = copyQuestion(group, new Set(["g", "pain", "where", "pain2"]));
    expect(copy).toMatchObject({
      linkId: "g2",
      item: [{ linkId: "pain3" }, { linkId: "where2", enableWhen: [{ question: "pain3" }] }],
    });
  });

  it("are renamed with all that refers to them", () => {
    expect(renamed([pain, where], "pain", "ache")).toMatchObject([
      { linkId: "ache" },
      { linkId: "where", enableWhen: [{ question: "ache", answerInteger: 4 }] },
    ]);
  });

  it("are named after their words", () => {
    expect(nameFor("How strong is your pain, today?", new Set())).toBe("how_strong_is_your_pain");
    expect(nameFor("Pain?", new Set(["pain"]))).toBe("pain2");
    expect(nameFor("10?", new Set())).toBeUndefined();
  });

  it("may depend on earlier ones only, those before a group included", () => {
    const inner = { linkId: "inner", text: "I", type: "string" };
    const items = [pain, { linkId: "g", text: "G", type: "group", item: [inner] }, where];
    expect(askedBefore(items, inner)).toEqual([pain]);
    expect(askedBefore(items, where)).toEqual([pain, inner]);
  });
});

describe("choices and conditions", () => {
  it("keep the way they were written", () => {
    const coded = { valueCoding: { system: "http://snomed.info/sct", code: "1", display: "Leg" } };
    expect(readOption(coded)).toEqual({ code: "1", display: "Leg" });
    expect(writeOption(coded, { code: "1", display: "Arm" })).toEqual({
      valueCoding: { system: "http://snomed.info/sct", code: "1", display: "Arm" },
    });
    expect(writeOption("Leg", { code: "Leg", display: "Leg" })).toBe("Leg");
    expect(writeOption("Leg", { code: "leg", display: "Leg" })).toEqual({ code: "leg", display: "Leg" });
  });

  it("are written as FHIR does, by the kind of the answer", () => {
    expect(readAskedWhen(where.enableWhen[0])).toEqual({ question: "pain", operator: ">=", answer: 4 });
    expect(writeAskedWhen({ question: "pain", operator: ">=", answer: 4 }, pain)).toEqual(where.enableWhen[0]);
    const leg = { question: "where", operator: "=" as const, answer: "leg" };
    expect(writeAskedWhen(leg, where)).toEqual({ question: "where", operator: "=", answerCoding: { code: "leg" } });
    expect(readAskedWhen(writeAskedWhen(leg, where))).toEqual(leg);
    expect(comparisonsFor("choice")).toEqual(["=", "!=", "exists"]);
  });
});
