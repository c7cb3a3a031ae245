import { expect, test, type Page } from "@playwright/test";
import { expectAccessibleOnBothEnds, expectQuietConsole } from "./screens";

test.skip(process.env.CARELAY_E2E_URL === undefined, "needs a running Carelay");

const written = (id: string) => ({
  version: 1,
  id,
  title: "A ladder",
  zone: "America/New_York",
  subject: "{{ input.mrn }}",
  trigger: {
    uses: "manual.started",
    with: {
      fields: [
        { name: "mrn", title: "MRN" },
        { name: "phone", title: "Phone" },
        { name: "mail", title: "Email" },
      ],
    },
  },
  steps: [
    {
      id: "text",
      uses: "twilio.send-sms",
      connection: "clinic-sms",
      message: { purpose: "ask", occurrence: "{{ event.key }}" },
      with: { to: "{{ input.phone }}", body: "Please call us. Reply STOP to end." },
    },
  ],
});

async function addStep(page: Page, search: string, name: RegExp, where = "Then do") {
  await page.getByRole("button", { name: `Add a step to: ${where}`, exact: true }).click();
  await page.getByRole("textbox", { name: /^Search, such as/ }).fill(search);
  await page.getByRole("dialog").getByRole("button", { name }).click();
}

test("a text, then a mail where it has not arrived, then a person: made without any JSON", async ({
  page,
  request,
}) => {
  const quiet = expectQuietConsole(page);
  const id = `ladder-${Date.now()}`;
  const saved = await request.post("/api/v1/recipes/import?mode=apply", { data: written(id) });
  expect(saved.status(), await saved.text()).toBe(200);
  await page.goto(`/recipes/${id}`);
  await addStep(page, "arrive", /^A message to arrive/);
  const arrived = page.getByRole("group", { name: /^Wait until the message of “text” has arrived/ });
  await expect(arrived.getByRole("combobox", { name: "Which message" })).toHaveValue("Text phone");
  await expect(arrived.getByRole("textbox", { name: "Wait at most", exact: true })).toHaveValue("2");

  await addStep(page, "send an email", /^Send an email/);
  const mail = page.getByRole("group", { name: /^Email / });
  await mail.getByRole("button", { name: "Insert a value into To 1" }).click();
  await page.getByRole("menuitem", { name: /^mail/ }).click();
  await mail.getByRole("textbox", { name: "Subject" }).click();
  await page.keyboard.type("Please call us");
  await mail.getByRole("textbox", { name: "Text", exact: true }).click();
  await page.keyboard.type("We could not reach you.");
  const same = mail.getByRole("group", { name: "So that nobody gets it twice" });
  await same.getByText("More options").click();
  await same.getByRole("combobox", { name: "In place of an earlier message" }).click();
  await page.getByRole("option", { name: "Text phone" }).click();
  // It is the same message by another way.
  await expect(same.getByRole("textbox", { name: "Purpose" })).toHaveValue("ask");

  await addStep(page, "decision", /^A decision of a colleague/);
  const decision = page.getByRole("group", { name: /^Ask a person/ });
  await decision.getByRole("textbox", { name: "Question" }).click();
  await page.keyboard.type("Call the patient?");
  await addStep(page, "stop", /^Stop/, "If nothing came in time for “decision”");
  await page.getByRole("group", { name: /^Stop/ }).getByRole("textbox", { name: "Reason" }).click();
  await page.keyboard.type("Nobody decided");
  await expectAccessibleOnBothEnds(page, "waits");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved as version 2").last()).toBeVisible();
  const { steps } = (await (await request.get(`/api/v1/recipes/${id}/export`)).json()) as { steps: unknown[] };
  expect(steps.slice(1)).toMatchObject([
    { waitFor: { receipt: { of: "text" }, timeout: "PT2H" } },
    {
      uses: "email.send",
      message: { purpose: "ask", occurrence: "{{ event.key }}", instead: "text" },
      with: { subject: "Please call us" },
    },
    {
      waitFor: {
        approval: { ask: "Call the patient?" },
        timeout: "P1D",
        onTimeout: [{ stop: "Nobody decided" }],
      },
    },
  ]);
  quiet();
});

test("what is waited for is changed in its form, and what follows a timeout stays", async ({ page, request }) => {
  const id = `waits-${Date.now()}`;
  const steps = [
    { id: "invite", uses: "form.invite", with: { form: { title: "How are you?", item: [pain] } } },
    { id: "answer", waitFor: { reply: {}, timeout: "P2D", onTimeout: [{ id: "late", stop: "Late" }] } },
  ];
  await request.post("/api/v1/recipes/import?mode=apply", { data: { ...written(id), steps } });
  await page.goto(`/recipes/${id}`);
  await page.getByRole("button", { name: /^Wait for an answer from nobody yet/ }).click();
  await page.getByRole("combobox", { name: "Wait for" }).click();
  await page.getByRole("option", { name: "A form that is filled in" }).click();
  await expect(page.getByRole("combobox", { name: "Which personal link" })).toHaveValue(/How are you/);
  await addStep(page, "stop", /^Stop/);
  await page.getByRole("button", { name: "Insert a value into Reason" }).click();
  await page.getByRole("menuitem", { name: /^How strong is your pain/ }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved as version 2").last()).toBeVisible();
  const saved = (await (await request.get(`/api/v1/recipes/${id}/export`)).json()) as { steps: unknown[] };
  expect(saved.steps.slice(1)).toMatchObject([
    {
      waitFor: {
        form: { invitation: "{{ steps.invite.invitation }}" },
        timeout: "P2D",
        onTimeout: [{ id: "late", stop: "Late" }],
      },
    },
    { stop: "{{ steps.answer.answers.pain }}" },
  ]);
});

const pain = { linkId: "pain", text: "How strong is your pain?", type: "integer" };
