import { expect, it } from "vitest";
import { catalog } from "../../fake/catalog.ts";
import { findAction } from "./catalog";
import { newAction, slug } from "./newStep";

it("marks a row only where the message before it went out", () => {
  const mark = findAction(catalog, "google-sheets.update-row")!;
  const around = { document: {}, connections: [], columns: [] };
  const text = { id: "text", uses: "twilio.send-sms", message: { purpose: "ready" } };
  expect(newAction(mark, { ...around, before: [text] }).if).toBe("steps.text.status = 'Sent'");
  expect(newAction(mark, { ...around, before: [] })).not.toHaveProperty("if");
});

it("makes an id of a title that is too long without a dash at its end", () => {
  expect(slug(`${"x".repeat(59)} and more`)).toBe("x".repeat(59));
});
