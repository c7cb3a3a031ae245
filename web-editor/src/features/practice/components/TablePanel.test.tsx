import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderAt, standInRuntime } from "@/testing/renderAt";
import { TablePanel } from "./TablePanel";

standInRuntime();

it("shows a table with its types, and a row is changed, added, deleted and brought back by keyboard", async () => {
  const { user } = renderAt("/practice", <TablePanel />);
  const table = within(await screen.findByRole("table", { name: "Rows of procedure" }));
  expect(table.getByRole("columnheader", { name: /completed_at\s*date and time/ })).toBeInTheDocument();
  table.getByRole("button", { name: "Edit P-3002" }).focus();
  await user.keyboard("{Enter}");
  const dialog = within(await screen.findByRole("dialog"));
  await user.clear(dialog.getByLabelText(/^status/));
  await user.type(dialog.getByLabelText(/^status/), "completed{Enter}");
  expect(await table.findByRole("cell", { name: "completed" })).toBeInTheDocument();

  await user.click(screen.getByRole("button", { name: "Add a row" }));
  const added = within(await screen.findByRole("dialog"));
  await user.click(added.getByRole("button", { name: "Save" }));
  expect(await added.findByText(/null value in column/)).toBeInTheDocument();
  await user.type(added.getByLabelText(/^id/), "P-9{Enter}");
  expect(await table.findByRole("cell", { name: "P-9" })).toBeInTheDocument();

  await user.click(table.getByRole("button", { name: "Delete P-9" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await table.findByRole("cell", { name: "P-9" })).toBeInTheDocument();
});
