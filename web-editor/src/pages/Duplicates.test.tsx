import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";
import { openEditor } from "@/testing/openEditor";
import { standInRuntime } from "@/testing/renderAt";

const { server } = standInRuntime();

it("opens a recipe whose event was run again, and one whose rows share a key by mistake", async () => {
  const event = (past: boolean, name: string) => ({
    key: "A-1001",
    occurredAt: "2026-11-22T08:00:00Z",
    past,
    data: { row: { "First name": name } },
  });
  const events = [event(false, "Ana"), event(false, "Ben"), event(true, "Ana"), event(true, "Ana")];
  server.use(http.post("*/api/v1/trials/samples", () => HttpResponse.json({ events, total: 4 })));
  const { user } = openEditor();
  const choice = await screen.findByRole("combobox", { name: "Try with" });
  await waitFor(() => expect(choice).toBeEnabled());
  await user.click(choice);
  expect(await screen.findByRole("option", { name: "Ben" })).toBeInTheDocument();
  expect(screen.getAllByRole("option", { name: /^Ana/ })).toHaveLength(2);
});

it("offers two columns of one name once", async () => {
  const choices = ["Appointment ID", "Phone", "Phone"].map((value) => ({ value, label: value }));
  server.use(http.post("*/api/v1/trials/choices", () => HttpResponse.json({ choices })));
  const { user } = openEditor();
  await user.click(await screen.findByRole("button", { name: /^When a row changes/ }));
  await user.type(await screen.findByRole("combobox", { name: "Key columns" }), "Pho");
  expect(await screen.findAllByRole("option", { name: "Phone" })).toHaveLength(1);
});
