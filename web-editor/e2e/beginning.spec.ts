import { expect, test } from "@playwright/test";
import { expectAccessibleOnBothEnds, expectQuietConsole } from "./screens";

test.skip(process.env.CARELAY_E2E_URL === undefined, "needs a running Carelay");

const recipe = (id: string) => ({
  version: 1,
  id,
  title: "Note who is on the list",
  zone: "America/New_York",
  trigger: {
    uses: "google-sheets.row-changed",
    connection: "front-desk",
    with: { spreadsheet: "practice-appointments", sheet: "Appointments", key: ["Appointment ID"] },
    when: "row.Consent = true",
  },
  subject: "{{ row.MRN }}",
  steps: [{ id: "seen", stop: "Seen" }],
});

test("a recipe that shall begin with the rows that exist says how many, and begins once they are confirmed", async ({
  page,
  request,
}) => {
  const quiet = expectQuietConsole(page);
  const id = `begins-${Date.now()}`;
  const saved = await request.post("/api/v1/recipes/import?mode=apply", { data: recipe(id) });
  expect(saved.status(), await saved.text()).toBe(200);
  await page.goto(`/recipes/${id}`);
  await page.getByRole("button", { name: /^When a row changes/ }).click();
  await page.getByText("What is there already, and repeats").click();
  await page.getByRole("combobox", { name: "What is there already" }).click();
  await page.getByRole("option", { name: "Begin with all of it" }).click();
  await page.getByRole("button", { name: "Save and activate" }).click();

  const dialog = page.getByRole("dialog");
  const counted = dialog.getByRole("alert").filter({ hasText: /rows exist now, and it starts at once for/ });
  await expect(counted).toBeVisible();
  const [, rows, wanted] =
    /^(\d+) rows exist now, and it starts at once for (\d+)/.exec(await counted.innerText()) ?? [];
  expect(Number(rows)).toBeGreaterThan(Number(wanted));
  await expect(dialog.getByRole("region", { name: "Tried with what is there now" })).not.toContainText("Trying it");
  await expectAccessibleOnBothEnds(page, "beginning");
  const activate = dialog.getByRole("button", { name: `Activate, and start for ${wanted}` });
  await activate.click();
  await expect(dialog.getByText("Look at the number and confirm it first.")).toBeVisible();
  await dialog.getByRole("checkbox", { name: `Yes: start it for ${wanted} of the ${rows} that exist now` }).check();
  await activate.click();
  await expect(dialog).toHaveCount(0);
  await expect
    .poll(
      async () => {
        const found = await request.get(`/api/v1/runs?recipe=${id}&limit=100`);
        return ((await found.json()) as { runs: unknown[] }).runs.length;
      },
      { timeout: 60_000 },
    )
    .toBe(Number(wanted));
  quiet();
});

test("the list asks as well, and says that rows that exist are left alone", async ({ page, request }) => {
  const id = `later-${Date.now()}`;
  await request.post("/api/v1/recipes/import?mode=apply", { data: { ...recipe(id), title: `Later ${id}` } });
  await page.goto("/recipes");
  await page.getByRole("button", { name: `Activate: Later ${id}` }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/\d+ rows exist and will not be sent/);
  await dialog.getByRole("button", { name: "Activate", exact: true }).click();
  await expect(page.getByRole("button", { name: `Pause: Later ${id}` })).toBeVisible();
});
