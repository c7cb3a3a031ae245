import { http, HttpResponse } from "msw";
import type { Choice } from "../src/api/listChoices";
import { isObject, typed } from "../src/recipe/shape";
import { allSteps } from "../src/recipe/steps";
import { check } from "./checker.ts";
import type { Clinic } from "./clinic.ts";

const api = "*/api/v1/trials";
const choice = (value: string, label = value): Choice => ({ value, label });

/** Real values for a recipe, from the stand-in clinic's sheet. */
export function trialHandlers(clinic: Clinic) {
  const { sheet } = clinic;
  const headers = () => (sheet.rows[0] ?? []).map(({ text }) => text);
  const isOurs = (written: unknown) =>
    isObject(written) && written.spreadsheet === sheet.id && written.sheet === sheet.sheet;
  const choices = (of: string, written: unknown): Choice[] => {
    if (of === "spreadsheets") return [choice(sheet.id, sheet.title)];
    if (of === "sheets") return isObject(written) && written.spreadsheet === sheet.id ? [choice(sheet.sheet)] : [];
    return isOurs(written) ? headers().map((header) => choice(header)) : [];
  };
  return [
    http.post(`${api}/choices`, async ({ request }) => {
      const { of, with: written } = (await request.json()) as { of: string; with: unknown };
      return HttpResponse.json({ choices: choices(of, written), message: null });
    }),
    http.post(`${api}/samples`, async ({ request }) => {
      const { with: written } = (await request.json()) as { with: unknown };
      if (!isOurs(written))
        return HttpResponse.json({ events: [], total: null, message: "The trigger is not complete." });
      const events = sheet.rows.slice(1).map((cells, index) => ({
        key: `sample/${index + 2}`,
        occurredAt: "2026-11-22T08:00:00Z",
        past: false,
        data: { row: Object.fromEntries(headers().map((header, column) => [header, cells[column]?.value ?? null])) },
      }));
      return HttpResponse.json({ events, total: events.length, message: null });
    }),
    http.post(`${api}/run`, async ({ request }) => {
      const { recipe, event } = (await request.json()) as { recipe: unknown; event?: { data?: { row?: unknown } } };
      const problems = check(recipe).map((each) => ({ ...each, pointer: `/recipe${each.pointer}` }));
      if (problems.length > 0) {
        const body = { detail: "The recipe must be sound before it can be tried.", code: "invalid-recipe", problems };
        return HttpResponse.json(body, { status: 422 });
      }
      const steps = allSteps(recipe).map(({ step }) => ({
        id: typed(step.id),
        state: "succeeded",
        attempts: 1,
        ...(step.uses === "function.python" && { output: cleaned(event?.data?.row) }),
      }));
      const to = clinic.phones[0]?.number ?? "+15555550123";
      const intents = Object.fromEntries(
        allSteps(recipe)
          .filter(({ step }) => step.uses === "twilio.send-sms")
          .map(({ step }) => [typed(step.id), { action: "send", reason: null, to: [to], input: { body: "Hi Ana" } }]),
      );
      return HttpResponse.json({ wanted: false, state: "succeeded", error: null, steps, intents });
    }),
    http.post(`${api}/forecast`, () =>
      HttpResponse.json({
        total: sheet.rows.length - 1,
        tried: sheet.rows.length - 1,
        wanted: 2,
        intents: { send: 1, "bad-address": 1, write: 1 },
        reasons: { "“555-01” is not a complete phone number.": 1 },
        failed: 0,
        message: null,
        warnings: [],
      }),
    ),
  ];
}

/** As the Ready row recipe's function has it. */
function cleaned(row: unknown) {
  const { "First name": name, Mobile: mobile } = isObject(row) ? row : {};
  return { name: typed(name).trim(), phone: `+1${typed(mobile).replaceAll(/\D/g, "").slice(-10)}` };
}
