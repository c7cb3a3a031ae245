import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { readFileSync } from "node:fs";
import { useLocation } from "react-router";
import { expect, it } from "vitest";
import { renderAt, standInRuntime } from "@/testing/renderAt";
import GalleryPage from "./GalleryPage";

const { server } = standInRuntime();
const api = "*/api/v1";

function story(id: string, task: string) {
  return { id, task, recipe: JSON.parse(readFileSync(`../recipes/gallery/${id}/recipe.json`, "utf8")) as unknown };
}

/** A hospital with these tables in each of its databases. */
function hospital(tables: string[], ...connections: { id: string; connector: string }[]) {
  server.use(
    http.get(`${api}/gallery`, () =>
      HttpResponse.json({ templates: [story("procedure-survey", "patients"), story("morning-report", "reports")] }),
    ),
    http.get(`${api}/connections`, () => HttpResponse.json({ connections, conditions: {} })),
    http.post(`${api}/trials/choices`, () =>
      HttpResponse.json({ choices: tables.map((value) => ({ value, label: value })), message: null }),
    ),
  );
}

function Made() {
  const state = useLocation().state as { recipe?: unknown } | null;
  return state?.recipe === undefined ? <GalleryPage /> : <div data-testid="made">{JSON.stringify(state.recipe)}</div>;
}

it("shows templates by their task", async () => {
  hospital([]);
  renderAt("/gallery", <GalleryPage />);
  const reports = await screen.findByRole("region", { name: "Send reports" });
  expect(within(reports).getByRole("heading", { name: "The 8:00 report" })).toBeInTheDocument();
  expect(within(reports).getAllByRole("listitem").length).toBeGreaterThan(0);
  expect(screen.getByRole("region", { name: "Tell patients" })).toHaveTextContent("Ask patients how they are");
});

it("takes the hospital's connection, and says which tables its queries miss", async () => {
  hospital(["procedure", "survey_answer"], { id: "ehr", connector: "database" });
  const { user } = renderAt("/gallery", <Made />);
  await user.click(await screen.findByRole("button", { name: "Use: Ask patients how they are after a procedure" }));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText(/^The queries read patient, which “ehr” does not have/)).toBeInTheDocument();
  expect(within(dialog).getAllByText(/the practice clinic stands for it/)).toHaveLength(2);

  const clinic = within(dialog).getByRole("textbox", { name: "Clinic's name in messages" });
  await user.clear(clinic);
  await user.type(clinic, "Oak Hospital");
  await user.click(within(dialog).getByRole("button", { name: "Make the recipe" }));
  const made = (await screen.findByTestId("made")).textContent;
  expect(made).toContain('"connection":"ehr"');
  expect(made).toContain('"table":"public.procedure"');
  expect(made).toContain("Oak Hospital: how are you");
  expect(made).not.toContain("Elm Clinic");
});

it("does not make a recipe whose table is not there", async () => {
  hospital(["visit"]);
  const { user } = renderAt("/gallery", <Made />);
  await user.click(await screen.findByRole("button", { name: "Use: Ask patients how they are after a procedure" }));
  const dialog = await screen.findByRole("dialog");
  await within(dialog).findByText(/^The queries read patient/);
  await user.click(within(dialog).getByRole("button", { name: "Make the recipe" }));
  expect(within(dialog).getAllByText("This is needed.")).toHaveLength(2);
  expect(dialog).toBeInTheDocument();
});
