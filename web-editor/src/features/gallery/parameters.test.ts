import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fillIn, parametersOf } from "./parameters";

const stories = [
  "sheet-to-text",
  "tomorrow-reminders",
  "text-mail-call",
  "morning-report",
  "sustained-heart-rate",
  "bed-ready",
  "weekly-logins",
];

function story(id: string): unknown {
  return JSON.parse(readFileSync(`../recipes/gallery/${id}/recipe.json`, "utf8")) as unknown;
}

describe("what a template must be told", () => {
  it("is its sheet and every column that it names", () => {
    const names = parametersOf(story("sheet-to-text")).map(({ name }) => name);
    expect(names).toEqual([
      "spreadsheet",
      "sheet",
      "column Appointment ID",
      "column Status",
      "column MRN",
      "column Mobile",
      "column First name",
      "column Consent",
      "column Sent",
    ]);
  });

  it("is who gets its mail, and where devices post to", () => {
    expect(parametersOf(story("morning-report")).map(({ written }) => written)).toEqual(["front.desk@example.org"]);
    expect(parametersOf(story("sustained-heart-rate")).map(({ kind }) => kind)).toEqual(["path", "address"]);
    expect(parametersOf(story("bed-ready")).map(({ kind }) => kind)).toEqual(["table"]);
  });

  it.each(stories)("changes nothing of %s where everything is as in the template", (id) => {
    const recipe = story(id);
    expect(fillIn(recipe, parametersOf(recipe), {})).toEqual(recipe);
  });

  it("is put everywhere the template has it, whatever the column is called", () => {
    const recipe = story("sheet-to-text");
    const answers = { spreadsheet: "1AbC", sheet: "Visits", "column Mobile": "Cell no.", "column Sent": "Texted" };
    const made = JSON.stringify(fillIn(recipe, parametersOf(recipe), answers));
    expect(made).toContain("{{ row.`Cell no.` }}");
    expect(made).toContain('"values":{"Texted":');
    expect(made).not.toContain("practice-appointments");
    expect(made.match(/"spreadsheet":"1AbC","sheet":"Visits"/g)).toHaveLength(2);
  });
});
