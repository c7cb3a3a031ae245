import { expect, test, type Page } from "@playwright/test";
import { expectQuietConsole } from "./screens";

/**
 * The newcomer's main job on a running Carelay with its practice clinic: from the first page to a text on the practice
 * phone, the row marked Sent, the run with its steps, and an answer.
 */
test("a row set to Ready becomes a text, a marked row and a run, and the text can be answered", async ({ page }) => {
  const quiet = expectQuietConsole(page);
  let clicks = 0;
  const click = async (target: ReturnType<Page["locator"]>) => {
    clicks += 1;
    await target.click();
  };

  await page.goto("/");
  await click(page.getByRole("link", { name: "Open the practice clinic" }));
  await expect(page.getByRole("heading", { level: 1, name: "Practice clinic" })).toBeVisible();
  await expect(page.getByRole("note", { name: "Delivery mode" })).toContainText("Practice");

  const grid = page.getByRole("grid");
  await expect(grid).toBeVisible();
  const row = await firstRowToSend(page);
  const statusCell = await cellAt(page, row, "Status");
  const key = await (await cellAt(page, row, "MRN")).innerText();
  await click(statusCell);
  await page.keyboard.type("Ready");
  await page.keyboard.press("Enter");

  const phone = page.getByRole("region", { name: "Phone" });
  await expect(phone.getByRole("listitem").last()).toContainText("Clinic", { timeout: 30_000 });
  await expect(await cellAt(page, row, "Sent")).not.toHaveText("", { timeout: 30_000 });
  await test.info().attach("clicks from the first page to the text", { body: String(clicks) });
  expect(clicks).toBeLessThanOrEqual(15);

  await page.getByRole("textbox", { name: /^Reply as/ }).fill("Thanks, on my way");
  await page.getByRole("button", { name: "Send reply" }).click();
  await expect(phone.getByRole("listitem").filter({ hasText: "Thanks, on my way" })).toBeVisible();
  await page.screenshot({ path: "e2e-results/five-minutes-practice.png", fullPage: true });

  const runs = page.getByRole("region", { name: "Latest runs" });
  await expect(runs.getByText("Succeeded").first()).toBeVisible({ timeout: 30_000 });
  await runs.getByRole("link").filter({ hasText: key }).first().click();
  await expect(page.getByRole("heading", { name: "Steps" })).toBeVisible();
  const steps = page.getByRole("main").locator("ol > li");
  expect(await steps.count()).toBeGreaterThanOrEqual(3);
  await expect(page.getByRole("region", { name: "Printed by the function" }).first()).toBeVisible();
  await page.screenshot({ path: "e2e-results/five-minutes-run.png", fullPage: true });
  quiet();
});

/** The first row whose Status is not Ready yet, whose Sent is empty, and who said yes to texts. */
async function firstRowToSend(page: Page): Promise<number> {
  const rows = await page.getByRole("grid").getByRole("row").count();
  for (let row = 2; row < rows; row += 1) {
    const status = await (await cellAt(page, row, "Status")).innerText();
    const sent = await (await cellAt(page, row, "Sent")).innerText();
    const consent = await (await cellAt(page, row, "Consent")).innerText();
    if (status !== "Ready" && sent.trim() === "" && consent === "TRUE") return row;
  }
  throw new Error("The practice sheet has no row left to send.");
}

/** The cell of a sheet's row (1 is the header) under a header, found by the column's spoken name. */
async function cellAt(page: Page, row: number, header: string) {
  const grid = page.getByRole("grid");
  const column = await grid
    .getByRole("columnheader", { name: new RegExp(`(^|\\s)${header}, column`) })
    .getAttribute("aria-colindex");
  return grid.locator(`[role=row][aria-rowindex="${row + 1}"] [role=gridcell][aria-colindex="${column}"]`);
}
