import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fillIn } from "./fillIn";
import { parametersOf, queriedTables } from "./parameters";

const stories = [
  "sheet-to-text",
  "tomorrow-reminders",
  "text-mail-call",
  "morning-report",
  "sustained-heart-rate",
  "bed-ready",
  "weekly-logins",
  "procedure-survey",
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
      "clinic",
      "phone",
      "zone",
      "connection front-desk",
      "connection clinic-sms",
    ]);
  });

  it("is who gets its mail, when it runs, where devices post to, and its tables", () => {
    const asked = (id: string) =>
      parametersOf(story(id)).map(({ kind, written }) => (kind === "connection" ? kind : `${kind} ${written}`));
    expect(asked("morning-report")).toEqual([
      "address front.desk@example.org",
      "time 08:00",
      "zone America/New_York",
      "connection",
      "connection",
    ]);
    expect(asked("sustained-heart-rate").slice(0, 3)).toEqual([
      "table reading",
      "path wearable/heart-rate",
      "address charge.nurse@example.org",
    ]);
    expect(asked("procedure-survey").slice(0, 5)).toEqual([
      "table public.procedure",
      "table survey_answer",
      "address charge.nurse@example.org",
      "clinic Elm Clinic",
      "phone 555-0100",
    ]);
  });

  it("knows which tables the queries read", () => {
    expect(queriedTables(story("tomorrow-reminders")).map(({ table }) => table)).toEqual(["appointment", "patient"]);
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

  it("is put into texts, times, queries and every step of a connection, and nowhere else", () => {
    const recipe = story("morning-report");
    const answers = { time: "06:30", zone: "America/Chicago", "connection clinic": "warehouse" };
    const made = JSON.stringify(fillIn(recipe, parametersOf(recipe), answers));
    expect(made).toContain('"cron":"0 30 6 ? * MON-FRI"');
    expect(made).toContain("at time zone 'America/Chicago'");
    expect(made).toContain('"connection":"warehouse"');
    expect(made).not.toContain('"connection":"clinic"');

    const survey = story("procedure-survey");
    const named = JSON.stringify(fillIn(survey, parametersOf(survey), { clinic: "Oak Hospital", phone: "$& 1" }));
    expect(named).not.toMatch(/Elm Clinic|555-0100/);
    expect(named.match(/Oak Hospital/g)).toHaveLength(4);
    expect(named).toContain("Questions? $& 1. Reply STOP");
  });
});
