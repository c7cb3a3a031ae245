import { http, HttpResponse } from "msw";
import type { Token } from "../src/features/settings/api/listTokens";
import type { Clinic } from "./clinic.ts";
import { problem } from "./problem.ts";

const api = "*/api/v1";

/** Connections and the ledger. */
export function settingHandlers(clinic: Clinic) {
  const tokens: Token[] = [];
  return [
    http.get(`${api}/connections`, () => HttpResponse.json({ connections: clinic.connections })),
    http.put(`${api}/connections/:id`, async ({ params, request }) => {
      const wanted = (await request.json()) as { connector: string; settings: Record<string, unknown> };
      const id = String(params.id);
      if (wanted.connector === "twilio" && wanted.settings.accountSid === undefined) {
        return HttpResponse.json(
          {
            detail: "These settings cannot be used; nothing was changed.",
            code: "invalid-connection",
            problems: [
              { pointer: "/settings/accountSid", code: "missing-property", message: "The account's SID is needed" },
            ],
          },
          { status: 422 },
        );
      }
      const { authToken: _, ...shown } = wanted.settings;
      clinic.putConnection({ id, connector: wanted.connector, settings: shown });
      return HttpResponse.json({ id });
    }),
    http.delete(`${api}/connections/:id`, ({ params }) =>
      clinic.deleteConnection(String(params.id))
        ? new HttpResponse(null, { status: 204 })
        : problem(404, "not-found", "There is no such connection."),
    ),
    http.post(`${api}/connections/:id/test`, ({ params }) =>
      HttpResponse.json(
        params.id === "front-desk"
          ? { ok: false, message: "The sheet is not shared with reader@clinic.iam.example.org yet." }
          : { ok: true, message: "Signed in as clinic@example.org" },
      ),
    ),
    http.get(`${api}/effects/summary`, () => HttpResponse.json({ messages: { done: 3, held: 1 } })),
    http.get(`${api}/tokens`, () => HttpResponse.json({ tokens })),
    http.post(`${api}/tokens`, async ({ request }) => {
      const { name } = (await request.json()) as { name: string };
      const made = { id: `token-${tokens.length + 1}`, name };
      tokens.push({ ...made, createdBy: "practice", createdAt: "2026-11-22T08:00:00Z", lastUsedAt: null });
      return HttpResponse.json({ ...made, token: "cl_shown-once" }, { status: 201 });
    }),
    http.delete(`${api}/tokens/:id`, ({ params }) => {
      tokens.splice(
        tokens.findIndex(({ id }) => id === params.id),
        1,
      );
      return new HttpResponse(null, { status: 204 });
    }),
    http.get(`${api}/effects`, ({ request }) => {
      const search = new URL(request.url).searchParams;
      const wanted = (name: "recipe" | "state" | "subject", value: unknown) => (search.get(name) ?? value) === value;
      const effects = clinic
        .effects()
        .filter(
          ({ recipe, state, subject }) =>
            wanted("recipe", recipe) && wanted("state", state) && wanted("subject", subject),
        );
      return HttpResponse.json({ effects });
    }),
  ];
}
