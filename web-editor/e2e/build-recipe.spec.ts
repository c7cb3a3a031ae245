import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, expectQuietConsole } from "./screens";

const title = "Text when ready";

test("the Ready row recipe is built from nothing with the mouse", async ({ page }) => {
  const quiet = expectQuietConsole(page);
  await page.goto("/recipes");
  await page.getByRole("link", { name: "New recipe" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill(title);

  await page.getByRole("combobox", { name: "What starts it" }).click();
  await page.getByRole("option", { name: "A row of a sheet changed" }).click();
  await expect(page.getByRole("combobox", { name: "Sheet", exact: true })).not.toHaveValue("");
  await page.getByRole("combobox", { name: "Key columns" }).click();
  await page.getByRole("option", { name: "Appointment ID" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "And only if…" }).click();
  const clause = page.getByRole("group", { name: "And only if 1" });
  await clause.getByRole("combobox", { name: "Field" }).click();
  await page.getByRole("option", { name: "Status", exact: true }).click();
  await clause.getByRole("textbox", { name: "Value", exact: true }).fill("Ready");

  await page.getByRole("button", { name: "Insert a value into About whom" }).click();
  await page.getByRole("menuitem", { name: /^MRN/ }).click();

  await page.getByRole("button", { name: "Add a step to: Then do" }).click();
  await page.getByRole("button", { name: /^Send a text message/ }).click();
  const text = page.getByRole("group", { name: /^Text Mobile/ });
  await text.getByRole("textbox", { name: "Text" }).click();
  await page.keyboard.type("Hi ");
  await page.getByRole("button", { name: "Insert a value into Text" }).click();
  await page.getByRole("menuitem", { name: /^First name/ }).click();
  await expect(text.getByRole("textbox", { name: "Text" })).toBeFocused();
  await page.keyboard.type(", we are ready. Reply STOP to end.");
  await expect(text.getByText(/^Hi \w+, we are ready. Reply STOP to end.$/).first()).toBeVisible();
  await expectAccessible(page, "editor with an open step");

  await page.getByRole("tab", { name: "JSON" }).click();
  await expect(page.getByRole("textbox", { name: "Recipe as JSON" })).toContainText(
    "Hi {{ row.`First name` }}, we are ready",
  );
  await page.getByRole("tab", { name: "Steps" }).click();

  await page.getByRole("button", { name: "Save and activate" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("When a row changes in Appointments, only if Status is Ready");
  await expect(dialog).toContainText("Text Mobile");
  await dialog.getByRole("button", { name: "Activate", exact: true }).click();
  await expect(page).toHaveURL(/\/recipes\/text-when-ready$/);
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  quiet();
});

test("the same recipe is built with the keyboard alone", async ({ page }) => {
  await page.goto("/recipes/new");
  await tabTo(page, "Title");
  await page.keyboard.type("Keyboard recipe");
  await tabTo(page, "What starts it");
  await page.keyboard.type("row of a sheet ch");
  await expect(page.getByRole("option", { name: "A row of a sheet changed" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Sheet", exact: true })).not.toHaveValue("");
  await tabTo(page, "Key columns");
  await page.keyboard.type("Appointment ID");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await tabTo(page, "And only if…");
  await page.keyboard.press("Enter");
  await tabTo(page, "Field");
  await page.keyboard.type("Status");
  await expect(page.getByRole("option", { name: "Status", exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Field" })).toHaveValue("Status");
  await tabTo(page, "Value");
  await page.keyboard.type("Ready");

  await tabTo(page, "Add a step to: Then do");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Search, such as text, email or wait" })).toBeFocused();
  await page.keyboard.type("text message");
  await expect(page.getByRole("button", { name: /^Send a text message/ })).toBeVisible();
  await page.keyboard.press("Enter");
  const row = page.locator("button[data-step=text]");
  await expect(row).toBeFocused();
  await expect(row).toHaveAttribute("aria-expanded", "true");
  await tabTo(page, "Text");
  await page.keyboard.type("Hi /First");
  await expect(page.getByRole("option", { name: /^First name/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type(", ready. Reply STOP to end.");
  await expect(page.getByText(/^Hi \w+, ready. Reply STOP to end.$/).first()).toBeVisible();

  // Back up to whom it is about, which the text needs.
  await tabTo(page, "About whom", "Shift+Tab");
  await page.keyboard.type("/MRN");
  await expect(page.getByRole("option", { name: /^MRN/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await tabTo(page, "Save and activate", "Shift+Tab");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("only if Status is Ready");
  await expect(dialog.getByRole("button", { name: "Activate", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/recipes\/keyboard-recipe$/);
});

test("steps are moved, copied, switched off, deleted and brought back by keyboard, and say so", async ({ page }) => {
  await page.goto("/recipes/ready-row-to-text");
  const live = page.getByRole("status").first();
  const names = () => page.locator("ol[aria-label='Then do'] > li h3 button").allInnerTexts();
  await page.locator("button[data-step=clean]").focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(live).toHaveText("Run Python “clean” moved to position 2 of 3");
  expect((await names())[1]).toContain("Run Python");
  await page.getByRole("button", { name: "Move down: Run Python “clean”" }).focus();
  await page.keyboard.press("Enter");
  await expect(live).toHaveText("Run Python “clean” moved to position 3 of 3");
  await expect(page.getByRole("button", { name: "Move down: Run Python “clean”" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(live).toHaveText("It is the last one already");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  expect((await names())[0]).toContain("Run Python");

  await page.getByRole("button", { name: "More for: Run Python “clean”" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  expect(await names()).toHaveLength(4);
  await page.getByRole("button", { name: "More for: Run Python “clean2”" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  expect(await names()).toHaveLength(3);
  await page.getByRole("button", { name: "Undo" }).last().click();
  expect(await names()).toHaveLength(4);
  await page.getByRole("button", { name: "More for: Run Python “clean2”" }).click();
  await page.getByRole("menuitem", { name: "Switch off" }).click();
  await expect(page.locator("button[data-step=clean2]")).toContainText("Switched off");

  await page.locator("button[data-step=mark]").focus();
  await page.keyboard.press("Control+c");
  await page.locator("button[data-step=clean]").focus();
  await page.keyboard.press("Control+v");
  await expect(page.locator("button[data-step=mark2]")).toBeVisible();
});

test("unsaved work outlives a reload, half typed JSON included, and can be thrown away", async ({ page }) => {
  await page.goto("/recipes/ready-row-to-text");
  await page.getByRole("textbox", { name: "Title" }).fill("Another title");
  await page.getByRole("tab", { name: "JSON" }).click();
  await page.getByRole("textbox", { name: "Recipe as JSON" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" oops");
  await expect(page.getByText(/The recipe ends before this/).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText("These are your changes that were not saved", { exact: false })).toBeVisible();
  await page.getByRole("tab", { name: "JSON" }).click();
  await expect(page.getByText(/The recipe ends before this/).first()).toBeVisible();
  await page.getByRole("textbox", { name: "Recipe as JSON" }).click();
  await page.keyboard.press("Control+End");
  await expect(page.getByRole("textbox", { name: "Recipe as JSON" })).toContainText("oops");
  await page.getByRole("button", { name: "Discard my changes" }).click();
  await page.getByRole("tab", { name: "Steps" }).click();
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Text the patient when the row is Ready");
});

test("two people editing are told, see the difference and choose", async ({ page, request }) => {
  await page.goto("/recipes/ready-row-to-text");
  await page.getByRole("textbox", { name: "Title" }).fill("My title");
  const exported = await (await request.get("/api/v1/recipes/ready-row-to-text/export")).text();
  const theirs = exported.replace("America/New_York", "America/Chicago");
  await request.post("/api/v1/recipes/import?mode=apply", {
    data: theirs,
    headers: { "Content-Type": "application/json" },
  });
  await expect(page.getByText("Somebody else has saved this recipe since you began.")).toBeVisible();
  await page.getByRole("button", { name: "Show the difference" }).click();
  const difference = page.getByRole("group", { name: "From theirs to yours" });
  await expect(difference).toContainText("America/Chicago");
  await expect(difference).toContainText("My title");
  await expectAccessible(page, "conflict");
  await page.getByRole("button", { name: "Take theirs" }).click();
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Text the patient when the row is Ready");
  await request.post("/api/v1/recipes/import?mode=apply", {
    data: exported,
    headers: { "Content-Type": "application/json" },
  });
});

/** Presses Tab until what has the focus is called so, as a person who sees the screen would. */
async function tabTo(page: Page, name: string, key = "Tab") {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null) return "";
      const labels = element.getAttribute("aria-labelledby")?.split(" ") ?? [];
      const own =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
          ? element.labels?.[0]?.textContent
          : element.textContent;
      const named = labels.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
      return element.getAttribute("aria-label") ?? (named !== "" ? named : (own ?? ""));
    });
    if (focused.replace(/\s*\*$/, "").trim() === name) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}
