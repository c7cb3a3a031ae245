import { screen, waitFor } from "@testing-library/react";
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

it("gives the focus back to who looked at the steps and took none", async () => {
  const { user } = renderAt("/recipes/new", <EditorPage />);
  const button = await screen.findByRole("button", { name: "Add a step to: Then do" });
  await user.click(button);
  await user.type(await screen.findByRole("textbox", { name: /^Search, such as/ }), "{Escape}");
  await waitFor(() => expect(button).toHaveFocus());
});
