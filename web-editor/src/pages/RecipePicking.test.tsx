import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { openEditor } from "@/testing/openEditor";
import { standInRuntime } from "@/testing/renderAt";

const { clinic } = standInRuntime();

function save(id: string, title: string, uses: string, steps: unknown[] = [{ id: "end", stop: "Done" }]) {
  clinic().save(JSON.stringify({ version: 1, id, title, trigger: { uses, with: {} }, steps }), 1, false);
}

it("the recipe that a step starts is picked by its title, and one that is not there is said", async () => {
  save("follow-up", "Call after a week", "manual.started");
  save("caller", "Calls another one", "manual.started", [{ id: "next", call: "folow-up" }]);
  const { user } = openEditor("caller");
  await user.click(await screen.findByRole("button", { name: /^Start the recipe/ }));
  expect(await screen.findByText(/No recipe has the id “folow-up”/)).toBeInTheDocument();
  const field = screen.getByRole("combobox", { name: "Recipe" });
  await user.clear(field);
  await user.type(field, "after a w");
  expect(screen.queryByRole("option", { name: /Calls another one/ })).not.toBeInTheDocument();
  await user.click(await screen.findByRole("option", { name: /Call after a week/ }));
  expect(field).toHaveValue("follow-up");
  expect(screen.getByText("This is: Call after a week")).toBeInTheDocument();
});

it("a personal link is offered the recipes that begin with a form", async () => {
  save("answers", "Answers of the survey", "form.submitted");
  save("inviter", "Sends the survey", "manual.started", [{ id: "link", uses: "form.invite", with: { recipe: "" } }]);
  const { user } = openEditor("inviter");
  await user.click(await screen.findByRole("button", { name: /^Make a personal link/ }));
  await user.click(await screen.findByRole("combobox", { name: "Recipe" }));
  await user.click(await screen.findByRole("option", { name: /Answers of the survey/ }));
  expect(screen.getByRole("combobox", { name: "Recipe" })).toHaveValue("answers");
  expect(screen.queryByRole("option", { name: /Text the patient/ })).not.toBeInTheDocument();
});
