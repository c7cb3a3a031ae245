import { expect, test, type Page } from "@playwright/test";
import { expectAccessibleOnBothEnds, expectQuietConsole } from "./screens";

test.skip(
  process.env.CARELAY_E2E_URL === undefined,
  "needs a running Carelay: the stand-in of the editor has no forms",
);

const question = (page: Page, words: string | RegExp) => page.getByRole("group", { name: words, exact: true });

async function addQuestion(page: Page, kind: string, where = "Questions") {
  await page.getByRole("button", { name: `Add a question to: ${where}` }).click();
  await page.getByRole("menuitem", { name: kind, exact: true }).click();
}

test("a form is made of questions, seen as the patient sees it, and answered at its own address", async ({
  page,
  request,
}) => {
  const quiet = expectQuietConsole(page);
  const address = `after-visit-${Date.now()}`;
  await page.goto("/recipes/new");
  await page.getByRole("textbox", { name: "Title", exact: true }).first().fill("Ask how somebody is");
  await page.getByRole("combobox", { name: "What starts it" }).click();
  await page.getByRole("option", { name: "A form is sent" }).click();
  await page.getByRole("textbox", { name: "Open address" }).fill(address);
  const form = page.getByRole("group", { name: "Form", exact: true });
  await form.getByRole("textbox", { name: "Title" }).fill("After your visit");

  await addQuestion(page, "Whole number");
  await question(page, "No words yet").getByRole("textbox", { name: "Question" }).fill("How strong is your pain?");
  const pain = question(page, "How strong is your pain?");
  await pain.getByRole("textbox", { name: "Lowest" }).fill("0");
  await pain.getByRole("textbox", { name: "Highest" }).fill("10");
  await pain.getByRole("checkbox", { name: "Must be answered" }).check();

  await addQuestion(page, "One of a list");
  await question(page, "No words yet").getByRole("textbox", { name: "Question" }).fill("Where is it?");
  const where = question(page, "Where is it?");
  await where.getByRole("textbox", { name: "Choice 1, words" }).fill("My leg");
  await where.getByRole("textbox", { name: "Choice 1, kept as" }).fill("leg");
  await where.getByRole("button", { name: "Add a choice" }).click();
  await where.getByRole("textbox", { name: "Choice 2, words" }).fill("My back");
  await where.getByRole("button", { name: "Ask it only if…" }).click();
  const condition = where.getByRole("group", { name: "Asked only if, 1" });
  await expect(condition.getByRole("combobox", { name: "Question" })).toHaveValue("How strong is your pain?");
  await condition.getByRole("combobox", { name: "Is" }).click();
  await page.getByRole("option", { name: "is at least" }).click();
  await condition.getByRole("textbox", { name: "Answer" }).fill("4");
  await expectAccessibleOnBothEnds(page, "form-builder");

  await page.getByRole("button", { name: "Show it as the patient sees it" }).click();
  const patient = page.frameLocator("iframe[title='The form']");
  await expect(patient.getByRole("heading", { name: "After your visit" })).toBeVisible();
  await expect(patient.getByText("Where is it?")).toHaveCount(0);
  await patient.getByLabel(/How strong is your pain/).fill("7");
  await patient.getByLabel(/How strong is your pain/).blur();
  await patient.getByRole("radio", { name: "My back" }).check();
  await patient.getByRole("button", { name: "Send my answers" }).click();
  await expect(page.getByRole("dialog")).toContainText('"display": "My back"');
  await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).last().click();

  await page.getByRole("button", { name: "Add a step to: Then do" }).click();
  await page.getByRole("textbox", { name: /^Search, such as/ }).fill("stop");
  await page.getByRole("button", { name: /^Stop/ }).click();
  const stop = page.getByRole("group", { name: /^Stop/ });
  await stop.getByRole("button", { name: "Insert a value into Reason" }).click();
  await page.getByRole("menuitem", { name: /^How strong is your pain/ }).click();
  await page.getByRole("button", { name: "Save and activate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Activate", exact: true }).click();
  await expect(page).toHaveURL(/\/recipes\/ask-how-somebody-is/);
  await expect.poll(async () => (await request.get(`/forms/open/${address}`)).status()).toBe(200);
  const saved = (await (await request.get("/api/v1/recipes/ask-how-somebody-is/export")).json()) as {
    trigger: { with: { form: { item: unknown[] } } };
    steps: { stop: string }[];
  };
  expect(saved.trigger.with.form.item).toEqual([
    {
      linkId: "how_strong_is_your_pain",
      text: "How strong is your pain?",
      type: "integer",
      minValue: 0,
      maxValue: 10,
      required: true,
    },
    {
      linkId: "where_is_it",
      text: "Where is it?",
      type: "choice",
      answerOption: [{ code: "leg", display: "My leg" }, "My back"],
      enableWhen: [{ question: "how_strong_is_your_pain", operator: ">=", answerInteger: 4 }],
    },
  ]);
  expect(saved.steps[0]?.stop).toBe("{{ answers.how_strong_is_your_pain }}");
  quiet();
});

test("questions are moved, copied, put into a group and deleted by keyboard, and say so", async ({ page }) => {
  await page.goto("/recipes/new");
  await page.getByRole("combobox", { name: "What starts it" }).click();
  await page.getByRole("option", { name: "A form is sent" }).click();
  for (const [kind, words] of [
    ["Group of questions", "Your leg"],
    ["Yes or no", "Is it swollen?"],
  ] as const) {
    await page.getByRole("button", { name: "Add a question to: Questions", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: kind, exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-step='#question q1']")).toBeFocused();
    await question(page, "No words yet")
      .getByRole("textbox", { name: /^(Question|Heading of the group)/ })
      .fill(words);
    // A question is named after its words once they are left.
    await page.keyboard.press("Tab");
  }
  const live = page.getByRole("status").first();
  const list = page.getByRole("list", { name: "Questions", exact: true });
  const rows = () => list.locator("> li > div > h4 button").allInnerTexts();
  await page.locator("[data-step='#question is_it_swollen']").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(live).toHaveText("Is it swollen? moved to position 1 of 2");
  await page.getByRole("button", { name: "Move down: Is it swollen?" }).focus();
  await page.keyboard.press("Enter");
  await expect(live).toHaveText("Is it swollen? moved to position 2 of 2");
  await expect(page.getByRole("button", { name: "Move down: Is it swollen?" })).toBeFocused();

  await page.getByRole("button", { name: "More for: Is it swollen?" }).press("Enter");
  await page.getByRole("menuitem", { name: "Duplicate" }).press("Enter");
  await expect.poll(async () => (await rows()).length).toBe(3);
  await page.getByRole("button", { name: "More for: Is it swollen?" }).first().press("Enter");
  await page.getByRole("menuitem", { name: "Move into the group above" }).press("Enter");
  await expect.poll(async () => (await rows()).length).toBe(2);
  await expect(page.getByRole("list", { name: "Questions of Your leg" })).toContainText("Is it swollen?");
  await page.getByRole("button", { name: "More for: Is it swollen?" }).last().press("Enter");
  await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
  await expect.poll(async () => (await rows()).length).toBe(1);
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect.poll(async () => (await rows()).length).toBe(2);
});
