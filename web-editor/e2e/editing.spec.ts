import { expect, test } from "@playwright/test";
import { expectAccessibleOnBothEnds, expectQuietConsole } from "./screens";

test("an id that is changed and left by pressing on another field loses neither the press nor the name", async ({
  page,
}) => {
  const quiet = expectQuietConsole(page);
  await page.goto("/recipes/ready-row-to-text");
  await page.locator("button[data-step=clean]").click();
  await page.locator("button[data-step=text]").click();
  const clean = page.getByRole("group", { name: /^Run Python/ });
  const name = clean.getByRole("textbox", { name: "Step id" });
  const text = page.getByRole("group", { name: /^Text phone/ });

  await name.fill("tidy");
  await text.getByRole("textbox", { name: "Text", exact: true }).click();
  await expect(text.getByRole("textbox", { name: "Text", exact: true })).toBeFocused();
  await expect(page.locator("button[data-step=tidy]")).toHaveAttribute("aria-expanded", "true");
  await expect(text.getByRole("textbox", { name: "To" })).toContainText("phone from tidy");

  // Its own form's other fields, and its buttons.
  await name.fill("neat");
  await clean.getByRole("button", { name: "Run", exact: true }).click();
  await expect(clean.getByText(/^It worked/)).toBeVisible();
  await name.fill("clean");
  await clean.locator("summary").filter({ hasText: "Time limit" }).click();
  await expect(page.locator("button[data-step=clean]")).toHaveAttribute("aria-expanded", "true");
  await expect(clean.getByRole("textbox", { name: "Time limit" })).toBeVisible();
  quiet();
});

test("a text is seen for three real rows before anybody gets it", async ({ page }) => {
  await page.goto("/recipes/ready-row-to-text");
  await page.locator("button[data-step=text]").click();
  const form = page.getByRole("group", { name: /^Text phone/ });
  const rows = form.getByRole("listitem");
  await expect(rows).toHaveCount(3);
  for (const row of [0, 1, 2])
    await expect(rows.nth(row)).toContainText(/Hi \w+, Elm Clinic is ready.*1 text \(GSM-7\)/);
  await expectAccessibleOnBothEnds(page, "editor-message");
});
