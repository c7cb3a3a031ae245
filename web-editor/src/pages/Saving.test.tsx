import { onlineManager } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import { http } from "msw";
import { Link, Route, Routes } from "react-router";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openEditor } from "@/testing/openEditor";
import { renderAt, standInRuntime } from "@/testing/renderAt";
import { readyRow } from "../../fake/fixtures.ts";
import EditorPage from "./EditorPage";

const { clinic, server } = standInRuntime();
const theirs = JSON.stringify({ ...readyRow, title: "Theirs" }, null, 2);

beforeEach(() => localStorage.clear());
afterEach(() => {
  onlineManager.setOnline(true);
  vi.restoreAllMocks();
});

const title = () => screen.findByRole("textbox", { name: "Title" });
const saved = () => clinic().documents.get("ready-row-to-text");

it.each([
  ["Ready row to text", "ready-row-to-text2"],
  ["預約提醒", "recipe"],
])("a new recipe called %s has an id, and no other recipe's", async (written, id) => {
  let checked: unknown;
  server.events.on("request:start", async ({ request }) => {
    if (request.url.includes("mode=plan")) checked = await request.clone().json();
  });
  const { user, client } = renderAt("/recipes/new", <EditorPage />);
  await waitFor(() => expect(client.getQueryData(["recipes", "list"])).toBeDefined());
  await user.type(await title(), written);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(/to solve before it can be saved/)).toBeInTheDocument();
  expect(checked).toMatchObject({ id, title: written });
});

it("a new recipe never replaces one that has come to its id meanwhile", async () => {
  const recipe = { ...readyRow, title: "Mine" };
  const { user } = renderAt({ pathname: "/recipes/new", state: { recipe } }, <EditorPage />);
  await user.click(await screen.findByRole("button", { name: "Save" }));
  expect(await screen.findAllByText(/Another recipe has the id “ready-row-to-text”/)).not.toHaveLength(0);
  expect(saved()).not.toContain("Mine");
});

it("what a colleague has saved is not replaced unseen, even where no news of it came", async () => {
  const { user } = openEditor();
  await user.type(await title(), " now");
  clinic().save(theirs, 2, false);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(/Choose above whose to keep/, { selector: "p" })).toBeInTheDocument();
  expect(saved()).toBe(theirs);
  await user.click(screen.getByRole("button", { name: "Keep mine, to save over theirs" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(saved()).toContain("Ready now"));
});

it("pressing twice saves once", async () => {
  const saves: (() => void)[] = [];
  server.use(
    http.post("*/api/v1/recipes/import", async ({ request }) => {
      if (request.url.includes("mode=apply")) await new Promise<void>((answer) => saves.push(answer));
      return undefined;
    }),
  );
  const { user } = openEditor();
  await user.type(await title(), " now");
  await user.dblClick(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(saves).not.toHaveLength(0));
  saves[0]?.();
  expect(await screen.findByText("Saved as version 2", { selector: "p" })).toBeInTheDocument();
  expect(saves).toHaveLength(1);
});

it("without a connection, saving says so, and what was typed stays", async () => {
  const { user } = openEditor();
  await user.type(await title(), " now");
  onlineManager.setOnline(false);
  vi.spyOn(window, "fetch").mockRejectedValue(new TypeError("Failed to fetch"));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(/Carelay did not answer/, { selector: "p" })).toBeInTheDocument();
  expect(await title()).toHaveValue("Text the patient when the row is Ready now");
});

it("what was typed a moment before going elsewhere is there on coming back", async () => {
  const { user } = renderAt(
    "/recipes/new",
    <Routes>
      <Route
        path="/recipes/new"
        element={
          <>
            <EditorPage />
            <Link to="/elsewhere">Elsewhere</Link>
          </>
        }
      />
      <Route path="/elsewhere" element={<Link to="/recipes/new">Back to it</Link>} />
    </Routes>,
  );
  await user.type(await title(), "Half a tit");
  await user.click(screen.getByRole("link", { name: "Elsewhere" }));
  await user.click(await screen.findByRole("link", { name: "Back to it" }));
  expect(await title()).toHaveValue("Half a tit");
});

it("set times are chosen in words; nobody meets a cron expression who did not ask for one", async () => {
  const { user } = renderAt("/recipes/new", <EditorPage />);
  await waitFor(async () => expect(await screen.findByRole("combobox", { name: "What starts it" })).toBeEnabled());
  await user.click(screen.getByRole("combobox", { name: "What starts it" }));
  await user.click(await screen.findByRole("option", { name: "At set times" }));
  const when = await screen.findByRole("combobox", { name: "When" });
  expect(when).toHaveValue("");
  expect(screen.queryByRole("textbox", { name: "Cron expression" })).not.toBeInTheDocument();
  await user.click(when);
  await user.click(await screen.findByRole("option", { name: "Every day" }));
  expect(await screen.findByLabelText("At")).toHaveValue("08:00");
});
