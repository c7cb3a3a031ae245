import { describe, expect, it } from "vitest";
import { readyRow } from "../../fake/fixtures.ts";
import { periodInWords } from "./period";
import { describeTrigger, stepSentences } from "./sentences";
import { pathNames, pathOf, readable, templateParts, valueLabel } from "./template";

describe("a recipe in sentences", () => {
  it("says what starts it and what each step does", () => {
    expect(describeTrigger(readyRow.trigger)).toBe("When a row changes in Appointments, only if Status is Ready");
    expect([...stepSentences(readyRow).values()]).toEqual([
      "Run Python “clean”",
      "Text phone from clean",
      "Update the row in Appointments: Sent",
    ]);
  });

  it("describes flow with the steps inside it", () => {
    const steps = [
      { id: "due", uses: "database.query", with: { sql: "select 1" } },
      { id: "each", forEach: "{{ steps.due.rows }}", steps: [{ id: "w", wait: "PT2H30M" }] },
      {
        id: "if",
        choose: [{ when: "item.age > 17", steps: [{ id: "s", stop: "Of age" }] }],
        otherwise: [{ id: "o", call: "minor" }],
      },
      { id: "both", parallel: [[{ id: "p", wait: { until: "{{ row.Starts }}" } }], []] },
      { id: "yes", waitFor: { reply: {} } },
      { id: "own", uses: "acme.page", with: {} },
    ];
    expect(Object.fromEntries(stepSentences({ steps }))).toEqual({
      due: "Query the database “due”",
      each: "For each of rows from due",
      w: "Wait 2 hours 30 minutes",
      if: "If age is more than 17",
      s: "Stop: Of age",
      o: "Start the recipe “minor”",
      both: "Do 2 things at the same time",
      p: "Wait until Starts",
      yes: "Wait for an answer from nobody yet",
      own: "acme.page “own”",
    });
  });

  it.each([[undefined], [null], [7], [{ steps: "rubbish" }], [{ steps: [null, 3, { uses: 7 }] }]])(
    "does not break on %j",
    (document) => {
      expect(() => stepSentences(document)).not.toThrow();
    },
  );
});

describe("a template", () => {
  it("is read with its values by their names", () => {
    expect(readable("Hi {{ row.`First name` }}, see you {{ $now() }}")).toBe("Hi First name, see you a computed value");
    expect(readable("{{ steps.patient.rows[0].phone }}")).toBe("phone from patient");
    expect(readable("{{ fire.at }}")).toBe("the due time");
    expect(templateParts("{{a}}{{ b }}")).toEqual([
      { kind: "value", expression: "a" },
      { kind: "value", expression: "b" },
    ]);
  });

  it.each([
    ["$formatDate(fire.at, 'yyyy-MM-dd')", "day of the due time"],
    ["$formatDate(now, 'HH:mm')", "time of now"],
    ["$formatDate(item.starts_at, 'EEE d MMM, h:mm a')", "day and time of starts_at"],
    ["$plus(fire.at, 'P1D')", "1 day after the due time"],
    ["$minus(now, 'P7D')", "7 days before now"],
    ["item.id & '@' & item.starts_at", "id, starts_at"],
    ["'Sent ' & $formatDate(now, 'HH:mm')", "time of now"],
    ["$plus($formatDate(fire.at, 'yyyy-MM-dd') & 'T00:00', 'P1D')", "1 day after day of the due time"],
    ["$uppercase(row.name)", "a computed value"],
    ["$formatDate(a, 'yyyy') & $plus(b, 'P1D')", "day of a, 1 day after b"],
    ["row.a ? 'b' : 'c'", "a computed value"],
  ])("says of {{ %s }} what it is made of", (expression, label) => expect(valueLabel(expression)).toBe(label));

  it("knows a path from more than a path", () => {
    expect(pathNames("steps.clean.phone")).toEqual(["steps", "clean", "phone"]);
    expect(pathNames("row.`A.B c`.x")).toEqual(["row", "A.B c", "x"]);
    expect(pathNames("row.x & 'y'")).toBeUndefined();
    expect(pathNames("row.")).toBeUndefined();
    expect(pathOf(["row", "First name"])).toBe("row.`First name`");
  });
});

it.each([
  ["PT10S", "10 seconds"],
  ["P1D", "1 day"],
  ["P1DT1H", "1 day 1 hour"],
  ["PT1.5S", "1.5 seconds"],
  ["tomorrow", "tomorrow"],
  ["P", "P"],
])("the period %s is %s", (period, words) => expect(periodInWords(period)).toBe(words));

it.each([
  ["0 0 8 ? * MON-FRI", "Every weekday at 8:00"],
  ["0 45 16 ? * FRI", "Every Friday at 16:45"],
  ["0 0 8 ? * FRI#3", "On the third Friday of the month at 8:00"],
  ["0 0 8 L * ?", "On the last day of the month at 8:00"],
  ["0 0/15 * * * ?", "Every 15 minutes"],
  ["0 0 8 ? 1,6 MON", "On the schedule 0 0 8 ? 1,6 MON"],
])("says the schedule %s as a sentence where there is one", (cron, sentence) => {
  expect(describeTrigger({ uses: "schedule.cron", with: { cron } })).toBe(sentence);
});
