import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderAt, standInRuntime } from "@/testing/renderAt";
import EditorPage from "./EditorPage";

const { server } = standInRuntime();

it("judges a recipe by its text at the press of Save, not by the last check", async () => {
  const checked: string[] = [];
  server.events.on("request:start", async ({ request }) => {
    if (request.url.includes("mode=plan")) checked.push(await request.clone().text());
  });
  const { user } = renderAt("/recipes/new", <EditorPage />);
  await user.type(await screen.findByRole("textbox", { name: "Title" }), "Quick one");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(/to solve before it can be saved/)).toBeInTheDocument();
  expect(checked.at(-1)).toContain('"Quick one"');
});
