import { expect, test, type Locator } from "@playwright/test";
import { expectAccessible, expectQuietConsole } from "./screens";

test("from the first page to a text on the practice phone with a template, in at most 15 clicks", async ({ page }) => {
  const quiet = expectQuietConsole(page);
  let clicks = 0;
  let keys = 0;
  const click = async (target: Locator) => {
    clicks += 1;
    await target.click();
  };

  await page.goto("/");
  await click(page.getByRole("link", { name: "Gallery" }));
  await click(page.getByRole("button", { name: "Use: Text the patient when the row is Ready" }));
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("combobox", { name: "Which column is “Mobile”?" })).toHaveValue("Mobile");
  await expectAccessible(page, "template dialog");
  await click(dialog.getByRole("button", { name: "Make the recipe" }));
  await expect(page.getByRole("heading", { level: 1, name: "Text the patient when the row is Ready" })).toBeVisible();
  await click(page.getByRole("button", { name: "Save and activate" }));
  await click(page.getByRole("dialog").getByRole("button", { name: "Activate", exact: true }));
  await expect(page).toHaveURL(/\/recipes\/ready-row-to-text\d+$/);

  await click(page.getByRole("link", { name: "Practice clinic" }));
  const grid = page.getByRole("grid");
  await expect(grid).toBeVisible();
  const waiting = grid
    .getByRole("row")
    .filter({ hasText: "TRUE" })
    .filter({ hasText: /Waiting|Booked/ });
  const statusColumn = await grid.getByRole("columnheader", { name: /Status, column/ }).getAttribute("aria-colindex");
  await click(waiting.last().locator(`[role=gridcell][aria-colindex="${statusColumn}"]`));
  await page.keyboard.type("Ready");
  await page.keyboard.press("Enter");
  keys += "Ready".length + 1;
  await expect(page.getByText(/^New text to \+1/).last()).toBeVisible({ timeout: 30_000 });
  console.log(`first page to a text with a template: ${clicks} clicks, ${keys} keys`);
  expect(clicks).toBeLessThanOrEqual(15);
  quiet();
});

test("every template becomes a recipe that needs nothing more, and is shown in forms", async ({ page }) => {
  const quiet = expectQuietConsole(page);
  await page.goto("/gallery");
  const uses = page.getByRole("button", { name: /^Use: / });
  await expect(uses).toHaveCount(8);
  for (const task of ["Tell patients", "Tell staff at once", "Send reports"]) {
    await expect(
      page
        .getByRole("region", { name: task })
        .getByRole("button", { name: /^Use: / })
        .first(),
    ).toBeVisible();
  }
  for (const [number, use] of (await uses.all()).entries()) {
    await use.click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("group", { name: "Which connections are used" })).toBeVisible();
    if (number === 3) await expectAccessible(page, "a template that asks for much");
    await dialog.getByRole("button", { name: "Make the recipe" }).click();
    await expect(page.getByText("Everything it needs is filled in.")).toBeVisible();
    await expect(page.getByText("is more than the form can show", { exact: false })).toHaveCount(0);
    await page.goBack();
  }
  quiet();
});
