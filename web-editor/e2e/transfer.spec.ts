import { expect, test } from "@playwright/test";
import { expectAccessible } from "./screens";

const recipe = {
  version: 1,
  id: "imported-mail",
  title: "Imported mail",
  zone: "America/New_York",
  trigger: { uses: "schedule.cron", with: { cron: "0 0 8 ? * MON-FRI" } },
  subject: "front-desk",
  steps: [
    {
      id: "mail",
      uses: "email.send",
      connection: "hospital-mail",
      message: { purpose: "reminder", occurrence: "{{ fire.at }}" },
      with: { to: ["front.desk@example.org"], subject: "Good morning", text: "Please check the list." },
    },
  ],
};

test("an import shows its plan first, keeps every byte, and shows what differs the second time", async ({
  page,
  request,
}) => {
  const written = JSON.stringify(recipe, null, 3).replace('"version": 1', '"version":  1');
  await page.goto("/transfer");
  await page.getByRole("textbox", { name: "Or paste JSON" }).fill(written);
  await page.getByRole("button", { name: "Show what would change" }).click();
  const plan = page.getByRole("region", { name: "What would change" });
  await expect(plan).toContainText("imported-mail");
  await page.getByRole("button", { name: "Import 1 recipe" }).click();
  await expect(page.getByText("Imported", { exact: true }).last()).toBeVisible();
  const exported = await request.get("/api/v1/recipes/imported-mail/export");
  expect(await exported.text()).toBe(written);

  await page.getByRole("textbox", { name: "Or paste JSON" }).fill(written.replace("Good morning", "Good day"));
  await page.getByRole("button", { name: "Show what would change" }).click();
  await expect(plan.getByText("Changed")).toBeVisible();
  await plan.getByRole("button", { name: "Show the difference" }).click();
  await expect(plan.getByRole("group", { name: "Show the difference" })).toContainText("Good day");
  await expectAccessible(page, "import plan");
});

test("an import that is not valid says what is wrong and changes nothing", async ({ page, request }) => {
  await page.goto("/transfer");
  const wrong = { ...recipe, id: "wrong-one", steps: [{ id: "x", uses: "no.such" }] };
  await page.getByRole("textbox", { name: "Or paste JSON" }).fill(JSON.stringify([wrong]));
  await page.getByRole("button", { name: "Show what would change" }).click();
  await expect(page.getByRole("region", { name: "What would change" })).toContainText("no.such");
  await expect(page.getByText(/so nothing can be imported/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Import \d/ })).toHaveCount(0);
  expect((await request.get("/api/v1/recipes/wrong-one/export")).status()).toBe(404);

  await page.getByRole("textbox", { name: "Or paste JSON" }).fill('{\n "a": 1,\n}');
  await expect(page.getByText(/^Line 3: /)).toBeVisible();
});
