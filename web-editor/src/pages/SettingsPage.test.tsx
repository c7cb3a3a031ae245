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
