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

test("a list inside the input of a function is made by keyboard alone", async ({ page }) => {
  await page.goto("/recipes/ready-row-to-text");
  await page.locator("button[data-step=clean]").click();
  const form = page.getByRole("group", { name: /^Run Python/ });
  // Until all of the form is there: a menu goes where its button is pushed out of sight.
  await expect(form.getByRole("textbox", { name: "Input to try it with" })).toContainText("phone");
  await expect(form.locator(".cm-content").first()).toBeVisible();
  await expect(form.getByText(/^With the sample:/)).toHaveCount(2);
  const kind = form.getByRole("button", { name: "Input, name, kind of value: Text" });
  await kind.evaluate((button) => button.scrollIntoView({ block: "center" }));
  await kind.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemradio", { name: "Text" })).toHaveAttribute("aria-checked", "true");
  const list = page.getByRole("menuitemradio", { name: "List", exact: true });
  for (let presses = 0; presses < 6; presses += 1) {
    if (await list.evaluate((item) => item === document.activeElement)) break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  const items = form.getByRole("group", { name: "Input, name *" });
  await expect(items.getByRole("textbox", { name: "Input, name 1" })).toContainText("First name");
  await items.getByRole("button", { name: "Add to Input, name" }).press("Enter");
  await items.getByRole("textbox", { name: "Input, name 2" }).focus();
  await page.keyboard.type("Ruiz");
  await expectAccessibleOnBothEnds(page, "editor-values");
  await page.getByRole("tab", { name: "JSON" }).click();
  await expect(page.getByRole("textbox", { name: "Recipe as JSON" })).toContainText('"Ruiz"');
});
