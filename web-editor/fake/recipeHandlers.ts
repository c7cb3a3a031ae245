import { http, HttpResponse } from "msw";
import { catalog } from "./catalog.ts";
import { check } from "./checker.ts";
import type { Clinic } from "./clinic.ts";
import { problem } from "./problem.ts";

const api = "*/api/v1";

export function recipeHandlers(clinic: Clinic) {
  const setState = (id: unknown, state: string) => {
    const recipe = clinic.recipes.find((each) => each.id === id);
    if (recipe === undefined) return problem(404, "not-found", "There is no such recipe.");
    recipe.state = state;
    clinic.changed("recipes");
    return HttpResponse.json(recipe);
  };
  return [
    http.get(`${api}/catalog`, () => HttpResponse.json(catalog)),
    http.get(`${api}/connections`, () => HttpResponse.json({ connections: clinic.connections })),
    http.get(`${api}/recipes`, () => HttpResponse.json({ recipes: clinic.recipes })),
    http.get(`${api}/recipes/:id/export`, ({ params }) => {
      const document = clinic.documents.get(String(params.id));
      return document === undefined
        ? problem(404, "not-found", "There is no such recipe.")
        : new HttpResponse(document, { headers: { "Content-Type": "application/json" } });
    }),
    http.post(`${api}/recipes/:id/activate`, ({ params }) => setState(params.id, "active")),
    http.post(`${api}/recipes/:id/pause`, ({ params }) => setState(params.id, "paused")),
    http.post(`${api}/recipes/import`, async ({ request }) => {
      const search = new URL(request.url).searchParams;
      const text = await request.text();
      const document = JSON.parse(text) as { id?: string; title?: string };
      const problems = check(document);
      const id = document.id ?? "";
      const known = clinic.recipes.find((each) => each.id === id);
      const same = clinic.documents.get(id) === text;
      const change = problems.length > 0 ? "invalid" : known === undefined ? "created" : same ? "unchanged" : "updated";
      const version = (known?.version ?? 0) + (same ? 0 : 1);
      const recipes = [{ id, change, version, problems }];
      if (search.get("mode") !== "apply") return HttpResponse.json({ recipes });
      if (problems.length > 0) return HttpResponse.json({ recipes }, { status: 422 });
      clinic.save(text, version, search.get("activate") === "true");
      return HttpResponse.json({ recipes });
    }),
    http.post(`${api}/functions/test`, async ({ request }) => {
      const { code, input } = (await request.json()) as { code: string; input: unknown };
      const line = code.split("\n").findIndex((each) => each.includes("oops")) + 1;
      return HttpResponse.json(
        line > 0
          ? {
              ok: false,
              log: [],
              error: { code: "function-failed", message: `NameError: oops is not defined, line ${line}` },
              durationMs: 3,
            }
          : { ok: true, output: input, log: ["trying it"], durationMs: 12, peakMemoryBytes: 12_000_000 },
      );
    }),
    http.get(`${api}/schedules/explain`, ({ request }) => {
      const cron = new URL(request.url).searchParams.get("cron") ?? "";
      if (cron.split(/\s+/).length < 5) return problem(422, "bad-cron", "A cron expression has five to seven fields.");
      return HttpResponse.json({
        readAs: cron.split(/\s+/).length === 5 ? "unix" : "quartz",
        text: "At 8:00 on Monday to Friday",
        next: ["2026-11-23T08:00:00-05:00", "2026-11-24T08:00:00-05:00"],
        warnings: [],
      });
    }),
  ];
}
