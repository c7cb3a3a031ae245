import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { evaluating } from "@/testing/evaluating";
import { openEditor } from "@/testing/openEditor";
import { standInRuntime } from "@/testing/renderAt";

const { clinic } = standInRuntime();

it("a message is shown for three real rows, each with what it counts as and what it lacks", async () => {
  evaluating();
  const column = clinic().sheet.rows[0]!.findIndex(({ text }) => text === "First name");
  clinic().edit([
    { row: 2, column, text: "" },
    { row: 3, column, text: "Chloé ✓" },
  ]);
  const { user } = openEditor();
  await user.click(await screen.findByRole("button", { name: /^Text phone from clean/ }));
  const form = screen.getByRole("group", { name: /^Text phone from clean/ });
  const rows = async () => (await within(form).findAllByRole("listitem")).map(({ textContent }) => textContent);

  await within(form).findByText(/^Hi ana, Elm Clinic is ready/);
  const [first, second, third] = await rows();
  expect(first).toMatch(/^A-1001, MRN-204, ana.*Hi ana, .*1 text \(GSM-7\), \d+ characters left$/);
  expect(second).toMatch(/^A-1002, .*No value for name from clean. This one would not be sent/);
  expect(third).toMatch(/Hi Chloé ✓, .*1 text \(UCS-2\), \d+ characters left$/);
});
