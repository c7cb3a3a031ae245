import { http, HttpResponse } from "msw";
import type { RecipeSummary } from "../src/api/listRecipes";
import type { FunctionsReport } from "../src/features/functions/api/getUsage";
import { catalog } from "./catalog.ts";
import { check } from "./checker.ts";
import type { Clinic } from "./clinic.ts";
import { readyRow } from "./fixtures.ts";
import { problem } from "./problem.ts";

const api = "*/api/v1";

export function recipeHandlers(clinic: Clinic) {
  const setState = (id: unknown, state: RecipeSummary["state"]) => {
    const recipe = clinic.recipes.find((each) => each.id === id);
    if (recipe === undefined) return problem(404, "not-found", "There is no such recipe.");
    recipe.state = state;
    if (state === "active") recipe.activeVersion = recipe.version;
    clinic.changed("recipes");
    return HttpResponse.json(recipe);
  };
  return [
    http.get(`${api}/catalog`, () => HttpResponse.json(catalog)),
    http.get(`${api}/recipes`, () => HttpResponse.json({ recipes: clinic.recipes })),
    http.get(`${api}/recipes/:id/export`, ({ params }) => {
      const document = clinic.documents.get(String(params.id));
      return document === undefined
        ? problem(404, "not-found", "There is no such recipe.")
        : new HttpResponse(document, { headers: { "Content-Type": "application/json" } });
    }),
    http.get(`${api}/recipes/:id/beginning`, ({ params }) => HttpResponse.json(beginningOf(clinic, params.id))),
    http.post(`${api}/recipes/:id/activate`, ({ params, request }) => {
      const { existing, wanted, begins } = beginningOf(clinic, params.id);
      const confirmed = new URL(request.url).searchParams.get("existing");
      if (begins && confirmed !== String(existing)) {
        const detail = `The recipe begins with what is there already: ${existing}, of which ${wanted} would start a run.`;
        return problem(409, "confirm-start", detail);
      }
      return setState(params.id, "active");
    }),
    http.post(`${api}/recipes/:id/pause`, ({ params }) => setState(params.id, "paused")),
    http.post(`${api}/recipes/import`, async ({ request }) => {
      const search = new URL(request.url).searchParams;
      const text = await request.text();
      const planned = partsOf(text).map((part) => ({ ...part, plan: planOf(clinic, part) }));
      const recipes = planned.map(({ plan }) => plan);
      if (search.get("mode") !== "apply") return HttpResponse.json({ recipes });
      if (recipes.some(({ change }) => change === "invalid")) return HttpResponse.json({ recipes }, { status: 422 });
      for (const one of planned) clinic.save(one.text, one.plan.version, search.get("activate") === "true");
      return HttpResponse.json({ recipes });
    }),
    http.get(`${api}/gallery`, () =>
      HttpResponse.json({ templates: [{ id: "sheet-to-text", task: "patients", recipe: readyRow }] }),
    ),
    http.get(`${api}/functions`, () => HttpResponse.json(functionsReport)),
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

const functionsReport: FunctionsReport = {
  isolation: { level: "full", detail: "Landlock, seccomp and resource limits" },
  workers: 1,
  usage: [
    {
      workspace: "1",
      recipe: "ready-row-to-text",
      step: "clean",
      language: "python",
      invocations: 42,
      failures: { timeout: 1 },
      durationMs: 420,
      cpuMs: 300,
      peakMemoryBytes: 11_000_000,
      gibibyteSeconds: 0.01,
    },
  ],
  cloud: {
    asOf: "2025-01-01",
    currency: "USD",
    note: "List prices.",
    costs: [{ provider: "AWS Lambda", plan: "x86", amount: 0.0002 }],
  },
};

/** All rows of the sheet are there; those that wait are wanted. */
function beginningOf(clinic: Clinic, id: unknown) {
  const document = JSON.parse(clinic.documents.get(String(id)) ?? "{}") as { trigger?: { startFrom?: string } };
  const active = clinic.recipes.find((each) => each.id === id)?.activeVersion;
  const rows = clinic.sheet.rows.slice(1);
  return {
    existing: rows.length,
    wanted: rows.filter((row) => row.some(({ text }) => text === "Booked")).length,
    begins: (document.trigger?.startFrom ?? "now") !== "now" && active == null,
  };
}

interface ImportPart {
  id: string;
  text: string;
}

/** One recipe keeps its bytes; the runtime keeps those of a list, too. */
function partsOf(text: string): ImportPart[] {
  const body = JSON.parse(text) as { id?: string; recipes?: { id: string }[] } | { id: string }[];
  const list = Array.isArray(body) ? body : body.recipes;
  if (list !== undefined) return list.map((recipe) => ({ id: recipe.id, text: JSON.stringify(recipe) }));
  return [{ id: Array.isArray(body) ? "" : (body.id ?? ""), text }];
}

function planOf(clinic: Clinic, { id, text }: ImportPart) {
  const problems = check(JSON.parse(text));
  const known = clinic.recipes.find((each) => each.id === id);
  const same = clinic.documents.get(id) === text;
  const change = problems.length > 0 ? "invalid" : known === undefined ? "created" : same ? "unchanged" : "updated";
  return { id, change, version: (known?.version ?? 0) + (same ? 0 : 1), problems };
}
