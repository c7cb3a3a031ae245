import { expect, it } from "vitest";
import type { TrialOutcome, TrialStep } from "@/api/runTrial";
import { trialLines } from "./trialLines";

const done = (id: string, more: Partial<TrialStep> = {}): TrialStep => ({
  id,
  state: "succeeded",
  attempts: 1,
  at: "2026-11-22T14:02:31Z",
  ...more,
});

const document = {
  steps: [
    { id: "due", uses: "database.query", with: {} },
    {
      id: "each",
      forEach: "{{ steps.due.rows }}",
      steps: [
        { id: "text", uses: "twilio.send-sms", with: { to: "{{ item.phone }}" } },
        { id: "mark", uses: "google-sheets.update-row", if: "row.Consent = true", with: {} },
      ],
    },
    { id: "known", choose: [{ when: "row.Status = 'Ready'", steps: [] }], otherwise: [] },
    { id: "old", uses: "email.send", disabled: true, with: {} },
  ],
};

const outcome: TrialOutcome = {
  wanted: true,
  state: "succeeded",
  steps: [
    done("due"),
    done("each", { state: "chosen", choice: { items: 2 } }),
    done("each/1/text"),
    done("each/0/text"),
    done("each/1/mark", { state: "skipped", choice: { reason: "condition" } }),
    done("each/0/mark"),
    done("known", { state: "chosen", choice: { branch: -1 } }),
    done("old", { state: "skipped", choice: { reason: "disabled" } }),
  ],
  intents: { "each/0/text": { action: "send", to: ["+12125550142"], input: { to: "(212) 555-0142", body: "Hi" } } },
};

const lines = trialLines(document, outcome, undefined);

it("puts the items of a loop one after the other, inside of it", () => {
  expect(lines.map(({ id, depth }) => `${depth} ${id}`)).toEqual([
    "0 due",
    "0 each",
    "1 each/0/text",
    "1 each/0/mark",
    "1 each/1/text",
    "1 each/1/mark",
    "0 known",
    "0 old",
  ]);
});

it("says which way it went and what was left out, in words", () => {
  expect(lines.map(({ choice }) => choice)).toEqual([
    undefined,
    "For 2 items",
    undefined,
    undefined,
    undefined,
    "Left out, because it is not so that Consent is yes",
    "Goes the other way",
    "Switched off",
  ]);
});

it("shows whom a message goes to as the gate leaves it, not as it was written", () => {
  expect(lines[2]?.intent?.to).toEqual(["+12125550142"]);
  expect(lines[2]?.inputs).toEqual([{ name: "body", title: "body", value: "Hi" }]);
});
