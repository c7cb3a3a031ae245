import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderAt, standInRuntime } from "@/testing/renderAt";
import RecipesPage from "./RecipesPage";
import TransferPage from "./TransferPage";

const { clinic, server } = standInRuntime();

function recipe(id: string, startFrom?: string) {
  const where = { spreadsheet: "practice-sheet", sheet: "Appointments" };
  const trigger = { uses: "google-sheets.row-changed", connection: "front-desk", with: where, startFrom };
  return JSON.stringify({ version: 1, id, title: id, trigger, steps: [{ id: "end", stop: "Done" }] });
}

function activations() {
  const asked: string[] = [];
  server.events.on("request:start", ({ request }) => {
    if (request.url.includes("/activate")) asked.push(new URL(request.url).search);
  });
  return asked;
}

it("the list says what becomes of the rows that exist before it activates a recipe", async () => {
  clinic().save(recipe("quiet"), 1, false);
  const asked = activations();
  const { user } = renderAt("/recipes", <RecipesPage />);
  await user.click(await screen.findByRole("button", { name: "Activate: quiet" }));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText(/5 rows exist and will not be sent/)).toBeInTheDocument();
  expect(await within(dialog).findByText(/1 message would go out/)).toBeInTheDocument();
  expect(asked).toEqual([]);
  await user.click(within(dialog).getByRole("button", { name: "Activate" }));
  expect(await screen.findByRole("button", { name: "Pause: quiet" })).toBeInTheDocument();
  expect(asked).toEqual(["?version=1"]);
});

it("a recipe that begins with what is there starts with the number that was confirmed, and no other", async () => {
  clinic().save(recipe("eager", "beginning"), 1, false);
  const asked = activations();
  const { user } = renderAt("/recipes", <RecipesPage />);
  await user.click(await screen.findByRole("button", { name: "Activate: eager" }));
  const dialog = await screen.findByRole("dialog");
  const press = () => user.click(within(dialog).getByRole("button", { name: /^Activate, and start for/ }));
  await within(dialog).findByText(/5 rows exist now, and it starts at once for 4 of them/);
  await press();
  expect(await within(dialog).findByText("Look at the number and confirm it first.")).toBeInTheDocument();
  expect(asked).toEqual([]);

  await user.click(within(dialog).getByRole("checkbox", { name: /4 of the 5/ }));
  clinic().insert(undefined);
  await press();
  expect(await within(dialog).findByText(/Meanwhile there are 6/)).toBeInTheDocument();
  expect(within(dialog).getByRole("checkbox")).not.toBeChecked();
  await user.click(within(dialog).getByRole("checkbox", { name: /4 of the 6/ }));
  await press();
  expect(await screen.findByRole("button", { name: "Pause: eager" })).toBeInTheDocument();
  expect(asked).toEqual(["?version=1&existing=5", "?version=1&existing=6"]);
});

it("imported recipes are activated one after the other, each as its dialog says", async () => {
  const asked = activations();
  const { user } = renderAt("/transfer", <TransferPage />);
  await user.click(await screen.findByRole("textbox", { name: "Or paste JSON" }));
  await user.paste(`[${recipe("one")}, ${recipe("two", "beginning")}]`);
  await user.click(screen.getByRole("button", { name: "Show what would change" }));
  await user.click(await screen.findByRole("checkbox", { name: /^Then activate them/ }));
  await user.click(screen.getByRole("button", { name: "Import 2 recipes" }));
  const first = await screen.findByRole("dialog", { name: /1 of 2/ });
  await within(first).findByText(/5 rows exist and will not be sent/);
  await user.click(within(first).getByRole("button", { name: "Activate" }));
  const second = await screen.findByRole("dialog", { name: /2 of 2/ });
  await within(second).findByText(/5 rows exist now/);
  await user.click(within(second).getByRole("button", { name: "Not this one" }));
  expect(asked).toEqual(["?version=1"]);
  expect(clinic().recipes.find(({ id }) => id === "two")?.state).toBe("draft");
});
