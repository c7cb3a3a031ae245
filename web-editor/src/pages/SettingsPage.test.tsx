import { screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { renderAt, standInRuntime } from "@/testing/renderAt";
import SettingsPage from "./SettingsPage";

standInRuntime();

afterEach(() => localStorage.clear());

it("says where messages go, and where that is set", async () => {
  renderAt("/settings", <SettingsPage />);
  expect(await screen.findByText(/Nothing leaves this machine/)).toBeInTheDocument();
  expect(screen.getByText(/CARELAY_MODE/)).toBeInTheDocument();
});

it("makes all text larger at once and remembers it", async () => {
  const { user } = renderAt("/settings", <SettingsPage />);
  await user.click(await screen.findByRole("combobox", { name: "Size of text" }));
  await user.click(await screen.findByRole("option", { name: "Larger" }));
  expect(document.documentElement.style.fontSize).toBe("115%");
  expect(localStorage.getItem("carelay-text-size")).toBe("larger");
});

it("shows a new token once, lists whose it is, and takes it back after saying what that does", async () => {
  const { user } = renderAt("/settings", <SettingsPage />);
  await user.type(await screen.findByLabelText("Whose token"), "Ada Lopez");
  await user.click(screen.getByRole("button", { name: "Make a token" }));
  expect(await screen.findByText("cl_shown-once")).toBeInTheDocument();
  await user.click(await screen.findByRole("button", { name: "Revoke the token of Ada Lopez" }));
  expect(await screen.findByText(/programs that use it are refused/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Revoke" }));
  expect(await screen.findByText("Nobody has a token of their own yet.")).toBeInTheDocument();
});
