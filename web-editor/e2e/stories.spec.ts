import { expect, test, type APIRequestContext, type Page } from "@playwright/test";
import { expectAccessible, expectQuietConsole } from "./screens";

const json = { "Content-Type": "application/json" };
const welcome = "Welcome. Please take a seat.";
const sheet = "/api/v1/practice/sheets/practice-appointments/Appointments";

test("a recipe is tried with a real row, says what would go out, and nothing does", async ({ page, request }) => {
  const before = await texts(request, "Hi Ben, Elm Clinic");
  await page.goto("/recipes/ready-row-to-text");
  await page.getByRole("tab", { name: "Try it" }).click();
  await page.getByRole("combobox", { name: "Try with" }).click();
  await page
    .getByRole("option", { name: /^A-1002/ })
    .first()
    .click();
  const steps = page.getByRole("list", { name: "What would happen" });
  await expect(steps).toContainText("Hi Ben, Elm Clinic is ready for you.");
  await expect(steps).toContainText("+12125550143");
  await expect(steps).toContainText("Cleaned a number of 11 digits");
  await expect(page.getByRole("region", { name: "Did this row start it, or why not?" })).toContainText(
    /No change with A-1002 has been heard|It started|It did not start/,
  );
  await page.getByRole("combobox", { name: "Try with" }).click();
  await page
    .getByRole("option", { name: /^A-1005/ })
    .first()
    .click();
  await expect(steps).toContainText("Left out, because it is not so that Consent is yes");
  expect(await texts(request, "Hi Ben, Elm Clinic")).toBe(before);
});

test("a wrong expression is told at its field, keeps the recipe from being saved, and is put right", async ({
  page,
}) => {
  await page.goto("/recipes/ready-row-to-text");
  await page.getByRole("button", { name: /^When a row changes/ }).click();
  await page.getByRole("button", { name: "Write it as an expression" }).first().click();
  const when = page.getByRole("textbox", { name: "Expression" });
  await when.click();
  await page.keyboard.press("End");
  await page.keyboard.type(" and row.Stat(");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const problems = page.getByRole("alert").filter({ hasText: /problem/ });
  await expect(problems).toContainText(/When|trigger/i);
  await expect(when).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, "wrong expression");

  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(problems).toHaveCount(0);
});

test("a condition half made is told at its line and keeps the recipe from being saved", async ({ page }) => {
  await page.goto("/recipes/ready-row-to-text");
  await page.getByRole("button", { name: /^When a row changes/ }).click();
  await page.getByRole("button", { name: "Add a condition", exact: true }).click();
  const line = page.getByRole("group", { name: /only if 2$/ });
  await line.getByRole("textbox", { name: "Value", exact: true }).fill("Ana");
  await expect(line).toContainText("Choose what this line is about, or remove it");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /problem/ })).toBeVisible();
  await line.getByRole("combobox", { name: "Field" }).click();
  await page.keyboard.type("first name");
  await page.keyboard.press("Tab");
  await expect(line.getByRole("combobox", { name: "Field" })).toHaveValue("First name");
  await expect(page.getByRole("alert").filter({ hasText: /problem/ })).toHaveCount(0);
});

test("a schedule is made as a sentence or as cron, with its next times in the recipe's zone", async ({ page }) => {
  const quiet = expectQuietConsole(page);
  await page.goto("/recipes/new");
  await page.getByRole("textbox", { name: "Title" }).fill("Monthly reminder");
  await page.getByRole("combobox", { name: "What starts it" }).click();
  await page.getByRole("option", { name: "At set times" }).click();
  const schedule = page.getByRole("group", { name: /^Cron|^Schedule|^When/ }).filter({ hasText: "The next times" });
  await page.getByRole("combobox", { name: "When", exact: true }).click();
  await page.getByRole("option", { name: "On a weekday of the month" }).click();
  await page.getByRole("combobox", { name: "Which" }).click();
  await page.getByRole("option", { name: "Third" }).click();
  await page.getByRole("combobox", { name: "Weekday" }).click();
  await page.getByRole("option", { name: "Friday" }).click();
  await expect(schedule.first()).toContainText(/third Friday/i);
  await page.getByText(/^The next times, in/).click();
  await expect(page.getByRole("listitem").filter({ hasText: /^Fri, / })).toHaveCount(10);
  await page.getByRole("combobox", { name: "When", exact: true }).click();
  await page.getByRole("option", { name: "As a cron expression" }).click();
  await page.getByRole("textbox", { name: "Cron expression" }).fill("0 0 8 L * ?");
  await expect(schedule.first()).toContainText(/last day/i);
  await expectAccessible(page, "schedule");
  quiet();
});

test("a batch is held whole and released by a person; a replay sends nothing twice", async ({ page, request }) => {
  await setStatus(request, "Waiting");
  // A new recipe each time: one that was paused before has looked already, and not at what is changed here.
  const id = `arrived-${Date.now()}`;
  await request.post("/api/v1/recipes/import?mode=apply&activate=true", { data: arrivedRecipe(id), headers: json });
  await expect
    .poll(
      async () => ((await (await request.get(`/api/v1/recipes/${id}`)).json()) as Listening).trigger?.lastLook ?? "",
      {
        timeout: 30_000,
      },
    )
    .not.toBe("");
  const before = await texts(request, welcome);
  await setStatus(request, "Arrived");

  await page.goto("/attention");
  const batch = page.getByRole("listitem").filter({ hasText: "changes at once" });
  await expect(batch).toContainText("4 changes at once", { timeout: 30_000 });
  expect(await texts(request, welcome)).toBe(before);
  await batch.getByRole("button", { name: /Release all/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("All of them run now, and their messages go out.");
  await expectAccessible(page, "release");
  await dialog.getByRole("textbox").fill("Meant to be: the bus came");
  await dialog.getByRole("button", { name: "Release all" }).click();
  await expect.poll(() => texts(request, welcome), { timeout: 30_000 }).toBe(before + 4);

  await page.goto(`/runs?recipe=${id}`);
  await page.getByRole("main").getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Steps" })).toBeVisible();
  const first = page.url();
  await page.getByRole("button", { name: "Run it again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Run it again" }).click();
  await expect(page).not.toHaveURL(first);
  await expect(page.getByText("Succeeded", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  expect(await texts(request, welcome)).toBe(before + 4);
  await request.post(`/api/v1/recipes/${id}/pause`);
  await setStatus(request, "Waiting");
});

test("a connection is added by form, tested, and its secret never comes back", async ({ page, request }) => {
  await page.goto("/connections");
  await page.getByRole("button", { name: "Add a connection" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "What it connects to" }).click();
  await page.getByRole("option", { name: "Twilio" }).click();
  await dialog.getByRole("textbox", { name: "Name" }).fill("night-sms");
  await dialog.getByLabel(/^Account SID/).fill("AC00000000000000000000000000000000");
  await dialog.getByLabel(/^Auth token/).fill("a-secret-token");
  await dialog.getByLabel(/^Number to send from/).fill("+15555550100");
  // Nothing listens there: the answer must say so, and no real service is asked.
  await dialog.getByLabel(/^Address of the service/).fill("http://127.0.0.1:9");
  await expectAccessible(page, "connection form");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Test night-sms" }).click();
  await expect(page.getByText("It does not work")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("main")).toContainText("No recipe uses it.");
  expect(await (await request.get("/api/v1/connections")).text()).not.toContain("a-secret-token");
  await page.getByRole("button", { name: "Change night-sms" }).click();
  await expect(dialog.getByLabel(/^Auth token/)).toHaveValue("");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Delete night-sms" }).click();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("night-sms", { exact: true })).toHaveCount(0);
});

test("a function is tried by itself", async ({ page }) => {
  await page.goto("/functions");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText('{"hello":"Ana"}')).toBeVisible({ timeout: 30_000 });
  await tellsHowItDid(page);
});

interface Listening {
  trigger?: { lastLook?: string | null } | null;
}

async function tellsHowItDid(page: Page) {
  await page.getByRole("button", { name: "How it did lately: Run Python “clean”" }).first().click();
  await expect(page.getByText(/From the latest|It has not run yet/).first()).toBeVisible();
}

/** How many texts with these words the clinic has sent to all practice phones; other recipes send theirs meanwhile. */
async function texts(request: APIRequestContext, words: string): Promise<number> {
  const { phones } = (await (await request.get("/api/v1/practice/phones")).json()) as {
    phones: { messages: { direction: string; body: string }[] }[];
  };
  const sent = phones.flatMap(({ messages }) => messages).filter(({ direction }) => direction === "outbound");
  return sent.filter(({ body }) => body.includes(words)).length;
}

/** Sets the Status of the first four rows at once. */
async function setStatus(request: APIRequestContext, status: string) {
  const { rows } = (await (await request.get(sheet)).json()) as { rows: { text: string }[][] };
  const column = rows[0]?.findIndex(({ text }) => text === "Status") ?? -1;
  const edits = [1, 2, 3, 4].map((row) => ({ row, column, text: status }));
  await request.put(`${sheet}/cells`, { data: { edits }, headers: json });
}

function arrivedRecipe(id: string): string {
  return JSON.stringify({
    version: 1,
    id,
    title: "Text who has arrived",
    zone: "America/New_York",
    policy: { hold: { over: 2 } },
    trigger: {
      uses: "google-sheets.row-changed",
      connection: "front-desk",
      with: {
        spreadsheet: "practice-appointments",
        sheet: "Appointments",
        key: ["Appointment ID"],
        watch: ["Status"],
        settle: "PT1S",
      },
      when: "row.Status = 'Arrived'",
    },
    subject: "{{ row.MRN }}",
    steps: [
      {
        id: "text",
        uses: "twilio.send-sms",
        connection: "clinic-sms",
        message: { purpose: "arrived", occurrence: "{{ row.`Appointment ID` }}", expires: "PT4H" },
        with: { to: "{{ row.Mobile }}", body: welcome },
      },
    ],
  });
}
