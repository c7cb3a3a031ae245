import { http, HttpResponse, type HttpHandler } from "msw";
import type { CellEdit } from "../src/features/practice/api/sheet";
import type { Clinic } from "./clinic.ts";
import { problem } from "./problem.ts";
import { recipeHandlers } from "./recipeHandlers.ts";
import { settingHandlers } from "./settingHandlers.ts";
import { tableHandlers } from "./tableHandlers.ts";
import { trialHandlers } from "./trialHandlers.ts";

const api = "*/api/v1";
const sheetUrl = `${api}/practice/sheets/:id/:sheet`;

/** The REST calls of the page, answered from a stand-in clinic. */
export function handlers(clinic: Clinic): HttpHandler[] {
  return [
    ...sessionHandlers(clinic),
    ...settingHandlers(clinic),
    ...practiceHandlers(clinic),
    ...recipeHandlers(clinic),
    ...trialHandlers(clinic),
    ...tableHandlers(),
    ...workHandlers(clinic),
  ];
}

function sessionHandlers(clinic: Clinic) {
  return [
    http.get(`${api}/session`, () => HttpResponse.json(clinic.session())),
    http.post(`${api}/session`, async ({ request }) => {
      const { token } = (await request.json()) as { token: string };
      if (token === "wrong") return problem(401, "token-refused", "This token is not known.");
      clinic.signIn(true);
      return new HttpResponse(null, { status: 204 });
    }),
    http.delete(`${api}/session`, () => {
      clinic.signIn(false);
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

function practiceHandlers(clinic: Clinic) {
  return [
    http.get(`${api}/practice/sheets`, () =>
      HttpResponse.json({
        spreadsheets: [{ id: clinic.sheet.id, title: clinic.sheet.title, sheets: [clinic.sheet.sheet] }],
      }),
    ),
    http.get(sheetUrl, () => HttpResponse.json(clinic.sheet)),
    http.put(`${sheetUrl}/cells`, async ({ request }) => {
      const { edits } = (await request.json()) as { edits: CellEdit[] };
      return HttpResponse.json(clinic.edit(edits));
    }),
    http.post(`${sheetUrl}/rows`, async ({ request }) => {
      const { at } = (await request.json()) as { at?: number };
      return HttpResponse.json(clinic.insert(at));
    }),
    http.delete(`${sheetUrl}/rows`, async ({ request }) => {
      const { rows } = (await request.json()) as { rows: number[] };
      return HttpResponse.json(clinic.remove(rows));
    }),
    http.post(`${sheetUrl}/sort`, async ({ request }) => {
      const { column, descending } = (await request.json()) as { column: number; descending: boolean };
      return HttpResponse.json(clinic.sort(column, descending));
    }),
    http.get(`${api}/practice/phones`, () => HttpResponse.json({ phones: clinic.phones })),
    http.post(`${api}/practice/phones/:number/replies`, async ({ request, params }) => {
      const { body } = (await request.json()) as { body: string };
      clinic.reply(String(params.number), body);
      return new HttpResponse(null, { status: 204 });
    }),
    http.post(`${api}/practice/mailbox/:id/replies`, ({ params }) => {
      const mail = clinic.mailbox.find(({ id }) => id === params.id);
      return mail === undefined ? problem(404, "not-found", "There is no such mail.") : HttpResponse.json(mail);
    }),
    http.get(`${api}/practice/mailbox`, () => HttpResponse.json({ mails: clinic.mailbox })),
  ];
}

function workHandlers(clinic: Clinic) {
  return [
    http.get(`${api}/runs`, ({ request }) => {
      const search = new URL(request.url).searchParams;
      const limit = Number(search.get("limit") ?? 50);
      const offset = Number(search.get("cursor") ?? 0);
      const matching = clinic.runs.filter(
        ({ recipe, state }) =>
          recipe === (search.get("recipe") ?? recipe) &&
          state === ((search.get("state") as typeof state | null) ?? state),
      );
      const next = offset + limit < matching.length ? String(offset + limit) : null;
      return HttpResponse.json({ runs: matching.slice(offset, offset + limit), next });
    }),
    http.get(`${api}/runs/:id`, ({ params }) => {
      const run = clinic.runs.find(({ id }) => id === params.id);
      return run ? HttpResponse.json(run) : problem(404, "not-found", "There is no such run.");
    }),
    http.get(`${api}/attention`, () => HttpResponse.json({ items: clinic.attention })),
    http.put(`${api}/attention/:id/assignee`, async ({ params, request }) => {
      const { to } = (await request.json()) as { to: string | null };
      const item = clinic.attention.find(({ id }) => id === params.id);
      if (item === undefined) return problem(404, "not-found", "This matter is not open.");
      item.assignedTo = to;
      return new HttpResponse(null, { status: 204 });
    }),
    http.post(`${api}/attention/:id/notes`, async ({ params, request }) => {
      const { note } = (await request.json()) as { note: string };
      const item = clinic.attention.find(({ id }) => id === params.id);
      if (item === undefined) return problem(404, "not-found", "This matter is not open.");
      item.notes = [...item.notes, { at: "2026-11-22T09:00:00Z", by: "practice", note }];
      return new HttpResponse(null, { status: 204 });
    }),
    http.get(`${api}/events`, () => HttpResponse.json({ events: [] })),
    http.post(`${api}/attention/:id/resolve`, ({ params }) =>
      clinic.resolve(String(params.id))
        ? HttpResponse.json({})
        : problem(404, "not-found", "Somebody has decided this already."),
    ),
  ];
}
