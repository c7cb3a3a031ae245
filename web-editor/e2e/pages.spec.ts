import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { expectAccessible, expectQuietConsole } from "./screens";

const json = { "Content-Type": "application/json" };

test.describe("on the real runtime", () => {
  test.skip(process.env.CARELAY_E2E_URL === undefined, "needs the runtime, which CARELAY_E2E_URL names");

  test("a file goes up from its recipe, and each of its rows becomes a run", async ({ page, request }) => {
    const quiet = expectQuietConsole(page);
    const id = `list-${Date.now()}`;
    const settings = { folder: await mkdtemp(join(tmpdir(), "carelay-")), settle: "PT1S", pollInterval: "PT1S" };
    const put = await request.put(`/api/v1/connections/${id}`, {
      headers: json,
      data: { connector: "file", settings },
    });
    expect(put.status(), await put.text()).toBe(201);
    const document = {
      version: 1,
      id,
      title: "A list arrives",
      trigger: { uses: "file.arrived", connection: id, with: { files: "*.csv", per: "row" } },
      subject: "{{ row.mrn }}",
      steps: [
        {
          id: "seen",
          uses: "function.python",
          with: { input: { mrn: "{{ row.mrn }}" }, code: "def handle(event):\n  return event\n" },
        },
      ],
    };
    const made = await request.post("/api/v1/recipes/import?mode=apply&activate=true", {
      headers: json,
      data: document,
    });
    expect(made.status(), await made.text()).toBe(200);
    // What is in the folder when the recipe begins to look is no news: it must have looked once.
    await expect(async () => {
      const recipe = (await (await request.get(`/api/v1/recipes/${id}`)).json()) as { trigger?: { lastLook?: string } };
      expect(recipe.trigger?.lastLook).toBeTruthy();
    }).toPass({ timeout: 60_000 });

    await page.goto(`/recipes/${id}`);
    await page.getByRole("link", { name: "Upload a file" }).click();
    await expect(page.getByRole("heading", { level: 1, name: /^Upload a file/ })).toBeVisible();
    await expectAccessible(page, "upload");
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "File" }).click();
    const buffer = Buffer.from("mrn,name\nM-1,Ana\nM-2,Ben\n");
    await (await chooser).setFiles({ name: "list.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Upload", exact: true }).click();
    await expect(page.getByText("list.csv is in the folder.")).toBeVisible();
    const row = page.getByRole("row").filter({ hasText: "M-2" });
    await expect(row).toContainText("Succeeded");
    await expect(page.getByRole("row").filter({ hasText: "M-1" })).toContainText("Succeeded");
    await expectAccessible(page, "upload with its runs");
    await row.getByRole("link").click();
    await expect(
      page.getByRole("region", { name: "What it was given" }).or(page.getByText("What it was given")),
    ).toBeVisible();
    await expect(page.getByRole("main")).toContainText("M-2");
    quiet();
  });

  test("a row of the practice database is changed by keyboard, deleted and brought back", async ({ page }) => {
    await page.goto("/practice");
    const database = page.getByRole("region", { name: "Database" });
    await database.getByRole("combobox", { name: "Table" }).click();
    await page.getByRole("option", { name: /^reading/ }).click();
    await expect(database.getByRole("columnheader", { name: /^bpm\s*whole number/ })).toBeVisible();
    await database.getByRole("button", { name: "Edit R-1", exact: true }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "bpm" }).fill("fast");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("alert")).toContainText("fast");
    await expectAccessible(page, "a row of the database");
    await dialog.getByRole("textbox", { name: "bpm" }).fill("141");
    await page.keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
    const row = database.getByRole("row").filter({ has: page.getByRole("button", { name: "Edit R-1", exact: true }) });
    await expect(row).toContainText("141");
    await database.getByRole("button", { name: "Delete R-1", exact: true }).click();
    await expect(row).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(row).toContainText("141");
  });
});
