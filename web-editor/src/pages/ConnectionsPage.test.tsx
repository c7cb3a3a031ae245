import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderAt, standInRuntime } from "@/testing/renderAt";
import ConnectionsPage from "./ConnectionsPage";

const { clinic, server } = standInRuntime();

it("tests a connection and says what came of it in the connector's words", async () => {
  const { user } = renderAt("/connections", <ConnectionsPage />);
  await user.click(await screen.findByRole("button", { name: "Test front-desk" }));
  expect(await screen.findByText(/not shared with reader@clinic/)).toBeInTheDocument();
  expect(screen.getByText("It does not work")).toBeInTheDocument();
});

it("adds a connection from its connector's form, with the problem at its field until it is right", async () => {
  const { user } = renderAt("/connections", <ConnectionsPage />);
  await user.click(await screen.findByRole("button", { name: "Add a connection" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("combobox", { name: /^What it connects to/ }));
  await user.click(await screen.findByRole("option", { name: "Twilio" }));
  await user.type(dialog.getByLabelText(/^Name/), "night-sms");
  await user.type(dialog.getByLabelText(/^Auth token/), "secret");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("The account's SID is needed")).toBeInTheDocument();
  await user.type(dialog.getByLabelText(/^Account SID/), "AC1");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(clinic().connections.map(({ id }) => id)).toContain("night-sms"));
});

it("never sends a secret that was not typed, so that it stays as it is", async () => {
  const sent: unknown[] = [];
  server.events.on("request:start", async ({ request }) => {
    if (request.method === "PUT") sent.push(await request.clone().json());
  });
  const { user } = renderAt("/connections", <ConnectionsPage />);
  await user.click(await screen.findByRole("button", { name: "Change clinic-sms" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/Kept as it is/)).toBeInTheDocument();
  await user.clear(dialog.getByLabelText(/^Number to send from/));
  await user.type(dialog.getByLabelText(/^Number to send from/), "+15555550111");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual({
    connector: "twilio",
    settings: { accountSid: "AC00000000000000000000000000000000", from: "+15555550111" },
  });
});

it("deletes only after saying what that breaks", async () => {
  const { user } = renderAt("/connections", <ConnectionsPage />);
  await user.click(await screen.findByRole("button", { name: "Delete hospital-mail" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/Recipes that name it stop/)).toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "Delete" }));
  await waitFor(() => expect(clinic().connections).toHaveLength(2));
});

it("names the recipes that use a connection, also before it is deleted", async () => {
  const { user } = renderAt("/connections", <ConnectionsPage />);
  const links = await screen.findAllByRole("link", { name: "Text the patient when the row is Ready" });
  expect(links.length).toBeGreaterThan(0);
  await user.click(screen.getByRole("button", { name: "Delete clinic-sms" }));
  expect(await screen.findByText(/These recipes stop working: Text the patient/)).toBeInTheDocument();
});
