import { expect, test } from "@playwright/test";
import { expectAccessible, expectQuietConsole } from "./screens";

test("a recipe to start by hand is made, says what it would do, and starts with what its form asks", async ({
  page,
}) => {
  const quiet = expectQuietConsole(page);
  const title = `Clinic closed ${Date.now()}`;
  await page.goto("/recipes/new");
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.getByRole("combobox", { name: "What starts it" }).click();
  await page.getByRole("option", { name: "Somebody starts it" }).click();
  const trigger = page.getByRole("group", { name: "When", exact: true });
  await trigger.getByRole("button", { name: "Add to Fields" }).click();
  const field = page.getByRole("group", { name: "Fields 1" });
  await field.getByRole("textbox", { name: "Name" }).fill("reason");
  await field.getByRole("textbox", { name: "Label" }).fill("Why is it closed?");

  await page.getByRole("button", { name: "Insert a value into About whom" }).click();
  await page.getByRole("menuitem", { name: /reason/i }).click();
  await page.getByRole("button", { name: "Add a step to: Then do" }).click();
  await page.getByRole("button", { name: /^Python function/ }).click();
  await expect(page.locator("button[data-step=python]")).toHaveAttribute("aria-expanded", "true");

  await page.getByRole("button", { name: "Save and activate" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("region", { name: "What is there now" })).toContainText(/it would start for 1/);
  await expectAccessible(page, "activation with its forecast");
  await dialog.getByRole("button", { name: "Activate", exact: true }).click();

  await page.getByRole("button", { name: "Start", exact: true }).click();
  await dialog.getByRole("textbox", { name: "Why is it closed?" }).fill("Snow");
  await expectAccessible(page, "start form");
  await dialog.getByRole("button", { name: "Start it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Runs" })).toBeVisible();
  await expect(page.getByRole("main").getByText("Succeeded", { exact: true }).first()).toBeVisible();
  quiet();
});
