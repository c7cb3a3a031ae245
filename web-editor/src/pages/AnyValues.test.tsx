import { screen, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { openEditor } from "@/testing/openEditor";
import { standInRuntime } from "@/testing/renderAt";

const { clinic } = standInRuntime();

// What was not saved is kept in the browser.
beforeEach(() => localStorage.clear());

const input = { who: "{{ row.MRN }}", beds: [{ ward: "3B", free: 2 }], urgent: true };

function withInput(value: unknown) {
  const steps = [
    { id: "send", uses: "function.python", with: { code: "def handle(event):\n  return event\n", input: value } },
  ];
  const document = { version: 1, id: "any", title: "Any values", trigger: { uses: "manual.started", with: {} }, steps };
  clinic().save(JSON.stringify(document, null, 2), 1, false);
}

async function written(user: ReturnType<typeof openEditor>["user"]): Promise<unknown> {
  await user.click(screen.getByRole("combobox", { name: "Input: how" }));
  await user.click(await screen.findByRole("option", { name: "As JSON" }));
  const json = await screen.findByRole("textbox", { name: "Input" });
  return JSON.parse((json as HTMLTextAreaElement).value) as unknown;
}

it("lists, numbers and yes or no are made without JSON, one inside the other", async () => {
  withInput(input);
  const { user } = openEditor("any");
  await user.click(await screen.findByRole("button", { name: /^Run Python/ }));
  const beds = screen.getByRole("group", { name: "Input, beds *" });
  await user.click(within(beds).getByRole("button", { name: "Add to Input, beds" }));
  const second = within(beds).getByRole("group", { name: "Input, beds 2 *" });
  const free = within(second).getByRole("textbox", { name: "Input, beds 2, free" });
  await user.clear(free);
  await user.type(free, "-5");
  await user.click(within(beds).getByRole("button", { name: "Input, beds 2, kind and place: Names with values" }));
  await user.click(await screen.findByRole("menuitem", { name: "Move up" }));
  await user.click(screen.getByRole("button", { name: "Input, urgent, kind of value: Yes or no" }));
  await user.click(await screen.findByRole("menuitemradio", { name: "List" }));
  await user.click(screen.getByRole("button", { name: "Input, who, kind of value: Text" }));
  await user.click(await screen.findByRole("menuitemradio", { name: "Nothing (null)" }));
  expect(await written(user)).toEqual({
    who: null,
    beds: [
      { ward: "", free: -5 },
      { ward: "3B", free: 2 },
    ],
    urgent: [true],
  });
});

it("what another kind cannot hold is brought back with one press", async () => {
  withInput(input);
  const { user } = openEditor("any");
  await user.click(await screen.findByRole("button", { name: /^Run Python/ }));
  await user.click(screen.getByRole("button", { name: "Input, beds, kind of value: List" }));
  await user.click(await screen.findByRole("menuitemradio", { name: "Number" }));
  expect(screen.getByRole("textbox", { name: "Input, beds" })).toHaveValue("0");
  await user.click(screen.getAllByRole("button", { name: "Undo" }).at(-1)!);
  expect(await written(user)).toEqual(input);
});
