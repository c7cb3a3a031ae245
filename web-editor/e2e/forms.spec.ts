import { expect, test, type Browser, type Page } from "@playwright/test";
import { expectAccessible, expectQuietConsole } from "./screens";

/** A patient with a link in a text, on a running Carelay: the stand-in of the editor has no forms. */
test.skip(process.env.CARELAY_E2E_URL === undefined, "needs a running Carelay");

const form = {
  title: "After your visit",
  description: "Four short questions.",
  contact: "Questions? Call 555-0100.",
  item: [
    {
      linkId: "pain",
      text: "How strong is your pain, from 0 to 10?",
      type: "integer",
      required: true,
      minValue: 0,
      maxValue: 10,
    },
    {
      linkId: "where",
      text: "Where does it hurt?",
      type: "open-choice",
      required: true,
      enableWhen: [{ question: "pain", operator: ">=", answerInteger: 5 }],
      answerOption: ["Head", "Back"],
    },
    { linkId: "since", text: "Since when?", type: "date", help: "A guess will do." },
    {
      linkId: "also",
      text: "What else do you feel?",
      type: "choice",
      repeats: true,
      answerOption: ["Tired", "Dizzy"],
    },
    { linkId: "call", text: "Shall we call you?", type: "boolean" },
    { linkId: "more", text: "Anything else?", type: "text" },
  ],
};

const recipe = {
  version: 1,
  id: "e2e-form",
  title: "Ask how somebody is",
  subject: "{{ body.phone }}",
  trigger: { uses: "webhook.received", with: { path: "e2e-form", auth: "none" } },
  steps: [
    { id: "invite", uses: "form.invite", with: { form } },
    {
      id: "text",
      uses: "twilio.send-sms",
      connection: "clinic-sms",
      message: { purpose: "ask", occurrence: "{{ event.key }}" },
      with: { to: "{{ body.phone }}", body: "Please tell us how you are: {{ steps.invite.link }}" },
    },
    { id: "answer", waitFor: { form: { invitation: "{{ steps.invite.invitation }}" } } },
  ],
};

let patients = 0;

/** Sends an invitation to a patient of its own, and gives the link that the phone shows. */
async function invite(page: Page): Promise<string> {
  const imported = await page.request.post("/api/v1/recipes/import?mode=apply&activate=true", { data: recipe });
  expect(imported.status(), await imported.text()).toBe(200);
  patients += 1;
  const phone = `+1617555${String(Date.now() % 100).padStart(2, "0")}${String(patients).padStart(2, "0")}`;
  await page.request.post("/hooks/e2e-form", { data: { phone } });
  let link: string | undefined;
  await expect(async () => {
    const phones = (await (await page.request.get("/api/v1/practice/phones")).json()) as {
      phones: { number: string; messages: { body: string }[] }[];
    };
    const texts = phones.phones.filter(({ number }) => number === phone).flatMap(({ messages }) => messages);
    link = texts.map(({ body }) => /https?:\S+\/forms\/\S+/.exec(body)?.[0]).find((found) => found !== undefined);
    expect(link).toBeDefined();
  }).toPass({ timeout: 60_000 });
  return link ?? "";
}

async function everyWay(page: Page, name: string) {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({ path: `e2e-results/screens/form-${name}-${width}-${colorScheme}.png`, fullPage: true });
      await expectAccessible(page, `${name}, ${width} px, ${colorScheme}`);
    }
  }
}

async function withoutScripts(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-US" });
  return context.newPage();
}

test("a patient answers by the link on the practice phone", async ({ page, context }) => {
  await invite(page);
  await page.goto("/practice");
  const link = page
    .getByRole("region", { name: "Phone" })
    .getByRole("link", { name: /\/forms\// })
    .last();
  await expect(link).toBeVisible({ timeout: 60_000 });
  const opening = context.waitForEvent("page");
  await link.click();
  const opened = await opening;
  await expect(opened.getByRole("heading", { level: 1, name: "After your visit" })).toBeVisible();
});

test("what follows from an answer is asked at once, and every page is accessible", async ({ page }) => {
  const quiet = expectQuietConsole(page);
  const link = await invite(page);
  await page.goto(link);
  await everyWay(page, "asked");
  await expect(page.getByRole("group", { name: /Where does it hurt/ })).toHaveCount(0);
  await page.getByLabel("Anything else?").fill("Kept");
  await page.getByLabel(/How strong is your pain/).fill("7");
  await page.getByLabel(/Since when/).focus();
  await expect(page.getByRole("group", { name: /Where does it hurt/ })).toBeVisible();
  await expect(page.getByLabel(/Since when/)).toBeFocused();

  await page.getByRole("button", { name: "Send my answers" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
  await everyWay(page, "wrong");
  await page
    .getByRole("alert")
    .getByRole("link", { name: /Where does it hurt/ })
    .click();
  await expect(page.getByRole("radio", { name: "Head" })).toBeFocused();
  await expect(page.getByLabel("Anything else?")).toHaveValue("Kept");

  await page.getByRole("radio", { name: "Back" }).check();
  await page.getByRole("checkbox", { name: "Dizzy" }).check();
  await page.getByRole("button", { name: "Send my answers" }).click();
  await expect(page.getByRole("status")).toContainText("Thank you");
  await everyWay(page, "thanks");
  await page.goto(link);
  await expect(page.getByRole("status")).toContainText("We have your answers");
  quiet();
});

test("without scripts everything works the same, also later", async ({ page, browser }) => {
  const link = await invite(page);
  const patient = await withoutScripts(browser);
  await patient.goto(link);
  await patient.getByLabel(/How strong is your pain/).fill("8");
  await patient.getByRole("button", { name: "Continue" }).click();
  await expect(patient.getByRole("status")).toContainText("there is one more question");
  await expect(patient.getByRole("group", { name: /Where does it hurt/ })).toContainText("New");
  await patient.getByRole("button", { name: "Save for later" }).click();
  await expect(patient.getByRole("status")).toContainText("saved, but not sent");

  const later = await withoutScripts(browser);
  await later.goto(link);
  await expect(later.getByLabel(/How strong is your pain/)).toHaveValue("8");
  await later.getByLabel(/How strong is your pain/).fill("eight");
  await later.getByRole("button", { name: "Send my answers" }).click();
  await expect(later.getByRole("alert")).toContainText("whole number");
  await later.getByLabel(/How strong is your pain/).fill("8");
  await later.getByRole("button", { name: "Send my answers" }).click();
  await expect(later.getByRole("status")).toContainText("one more question");
  await later.getByRole("radio", { name: "Other", exact: true }).check();
  await later.getByLabel("Other: your own words").fill("My knee");
  await later.getByRole("button", { name: "Send my answers" }).click();
  await expect(later.getByRole("status")).toContainText("Thank you");
});

test("a link that does not work says so kindly", async ({ page }) => {
  await page.goto("/forms/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  await expect(page.getByRole("heading", { level: 1, name: "This link does not work" })).toBeVisible();
  await everyWay(page, "closed");
});
