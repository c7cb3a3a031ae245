import { describe, expect, it } from "vitest";
import { parseCondition } from "@/recipe/condition";
import { getAt } from "@/recipe/pointer";
import { check } from "../../../fake/checker.ts";
import { templates, type Parameter } from "./templates";

const headers: Record<string, string> = {
  key: "Visit (ID)",
  patient: "MRN",
  status: "State",
  phone: "Cell no.",
  name: "Name",
  consent: "",
  sent: "Sent?",
};

function answerTo(parameter: Parameter): string {
  return parameter.kind === "text" ? parameter.start : (headers[parameter.name] ?? "");
}

describe.each(templates.map((template) => [template.id, template] as const))("the template %s", (_, template) => {
  const values = Object.fromEntries(template.parameters.map((each) => [each.name, answerTo(each)]));
  const recipe = template.make({ values, spreadsheet: "1AbC", sheet: "Visits", zone: "America/New_York" });

  it("makes a recipe without problems, whatever the columns are called", () => {
    expect(check(recipe)).toEqual([]);
    expect(recipe.id).toMatch(/^[a-z0-9][a-z0-9-]*$/);
  });

  it("uses only what it says", () => {
    const used = [...JSON.stringify(recipe).matchAll(/"uses":"([^"]+)"/g)].map((match) => match[1]);
    expect(template.uses).toEqual(expect.arrayContaining(used));
  });

  it("has a condition that the form can show", () => {
    const when = getAt(recipe, ["trigger", "when"]);
    if (typeof when === "string") expect(parseCondition(when)).toBeDefined();
  });
});
