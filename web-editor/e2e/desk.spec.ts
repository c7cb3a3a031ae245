import { expect, test, type APIRequestContext } from "@playwright/test";
import { expectAccessible, expectQuietConsole } from "./screens";

const json = { "Content-Type": "application/json" };

test("a failed run is assigned, noted on, and begins again at the step that failed", async ({ page, request }) => {
  const quiet = expectQuietConsole(page);
  const id = await failing(request);
  await page.goto("/attention");
  const matter = page.getByRole("listitem").filter({ hasText: `Fails once ${id}` });
  await expect(matter).toContainText("Failed");
  await matter.getByRole("button", { name: /^Assign/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Name" }).fill("Ada Lopez");
  await dialog.getByRole("combobox", { name: "Name" }).press("Escape");
  await expectAccessible(page, "assign");
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(matter).toContainText("Assigned to Ada Lopez");
  await matter.getByRole("button", { name: /^Add a note/ }).click();
  await dialog.getByRole("textbox", { name: "Note" }).fill("The number was corrected in the sheet");
  await dialog.getByRole("button", { name: "Add a note" }).click();
  await expect(matter).toContainText("The number was corrected in the sheet");
  await page.screenshot({ path: "e2e-results/screens/attention-assigned.png", fullPage: true });

  await matter.getByRole("link", { name: "Open the run" }).click();
  await expect(page.getByRole("heading", { name: "Steps" })).toBeVisible();
  await page.getByRole("button", { name: "Run it again" }).click();
  await expect(dialog.getByText("This is where it failed.")).toBeVisible();
  await dialog.getByRole("radio", { name: /^From: Run Python “check”/ }).click();
  await expect(dialog).toContainText("they are not done again");
  await expectAccessible(page, "run again from a step");
  const before = page.url();
  await dialog.getByRole("button", { name: "Run it again" }).click();
  await expect(page).not.toHaveURL(before);
  await expect(page.getByText("Started again from an earlier run")).toBeVisible();
  await expect(page.getByRole("main").locator("ol > li")).toHaveCount(2);
  quiet();
});

test("a token is shown once, signs its holder in by name, and is taken back", async ({ page, request }) => {
  await page.goto("/settings");
  const name = `Ada ${Date.now()}`;
  await page.getByRole("textbox", { name: "Whose token" }).fill(name);
  await page.getByRole("button", { name: "Make a token" }).click();
  const told = page.getByRole("status").filter({ hasText: `The token of ${name}` });
  const token = (await told.locator("code, pre").first().innerText()).trim();
  await expectAccessible(page, "settings with a new token");
  const as = { Authorization: `Bearer ${token}` };
  expect(((await (await request.get("/api/v1/session", { headers: as })).json()) as { user: string }).user).toBe(name);
  await page.reload();
  await expect(page.getByRole("list", { name: "Tokens" })).toContainText(name);
  expect(await page.content()).not.toContain(token);
  await page.getByRole("button", { name: `Revoke the token of ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.getByText(`The token of ${name} is revoked`).first()).toBeVisible();
  expect((await request.get("/api/v1/runs", { headers: as })).status()).toBe(401);
});

test("a recipe made in the editor is exported and imported again byte for byte", async ({ page, request }) => {
  const id = `bytes-${Date.now()}`;
  await page.goto("/recipes/new");
  await page.getByRole("textbox", { name: "Title" }).fill(id);
  await page.getByRole("combobox", { name: "What starts it" }).click();
  await page.getByRole("option", { name: "Somebody starts it" }).click();
  await page.getByRole("button", { name: "Add a step to: Then do" }).click();
  await page.getByRole("button", { name: /^Python function/ }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/recipes/${id}$`));
  const exported = await (await request.get(`/api/v1/recipes/${id}/export`)).body();

  const elsewhere = exported.toString("utf8").replaceAll(id, `${id}-b`);
  await request.post("/api/v1/recipes/import?mode=apply", { data: elsewhere, headers: json });
  const back = await (await request.get(`/api/v1/recipes/${id}-b/export`)).body();
  expect(Buffer.from(elsewhere).equals(back)).toBe(true);
  const again = await request.post("/api/v1/recipes/import?mode=plan", { data: exported, headers: json });
  expect(((await again.json()) as { recipes: { change: string }[] }).recipes[0]?.change).toBe("unchanged");
});

/** A recipe that is started by hand and fails at its second step; gives its id once the run has failed. */
async function failing(request: APIRequestContext): Promise<string> {
  const id = `fails-${Date.now()}`;
  const python = (step: string, code: string) => ({ id: step, uses: "function.python", with: { input: {}, code } });
  const recipe = {
    version: 1,
    id,
    title: `Fails once ${id}`,
    zone: "America/New_York",
    trigger: { uses: "manual.started", with: {} },
    steps: [
      python("look", "def handle(event):\n    return {'ok': True}\n"),
      python("check", "def handle(event):\n    raise ValueError('no number')\n"),
    ],
  };
  const made = await request.post("/api/v1/recipes/import?mode=apply&activate=true", { data: recipe, headers: json });
  expect(made.ok(), await made.text()).toBe(true);
  const started = await request.post(`/api/v1/recipes/${id}/start`, { data: { input: {} }, headers: json });
  expect(started.status(), await started.text()).toBe(202);
  await expect
    .poll(async () => (await (await request.get("/api/v1/attention")).text()).includes(id), { timeout: 60_000 })
    .toBe(true);
  return id;
}
