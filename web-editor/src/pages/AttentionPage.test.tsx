import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { renderAt, standInRuntime } from "@/testing/renderAt";
import AttentionPage from "./AttentionPage";

const { clinic, server } = standInRuntime();

describe("attention", () => {
  it("says what happened and what to do, and offers only what is allowed", async () => {
    renderAt("/attention", <AttentionPage />);
    const item = within((await screen.findByText(/provider broke the connection/)).closest("li") as HTMLElement);
    expect(item.getByText("Outcome unknown")).toBeInTheDocument();
    expect(item.getByText("About 004210")).toBeInTheDocument();
    expect(item.getByText(/Ask the provider or the patient/)).toBeInTheDocument();
    const buttons = item.getAllByRole("button").map((button) => button.textContent);
    expect(buttons).toEqual(["Done", "Send it", "Do not send", "Assign", "Add a note"]);
  });

  it("decides only after the consequence was shown, with the note", async () => {
    const sent: unknown[] = [];
    server.events.on("request:start", async ({ request }) => {
      if (request.method === "POST") sent.push([new URL(request.url).pathname, await request.clone().json()]);
    });
    const { user } = renderAt("/attention", <AttentionPage />);
    await user.click((await screen.findAllByRole("button", { name: "Do not send" }))[0]!);
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/It is never sent/)).toBeInTheDocument();
    expect(dialog.getByText("About 004210")).toBeInTheDocument();
    expect(sent).toEqual([]);
    await user.type(dialog.getByLabelText("Note (optional)"), "Called her");
    await user.click(dialog.getByRole("button", { name: "Do not send" }));
    expect(await screen.findByText("Decided: Do not send", { selector: "p" })).toBeInTheDocument();
    expect(sent).toEqual([["/api/v1/attention/att-1/resolve", { decision: "drop", note: "Called her" }]]);
    expect(screen.queryByText(/provider broke the connection/)).not.toBeInTheDocument();
  });

  it("keeps the dialog and the note when somebody was faster", async () => {
    server.use(
      http.post("*/api/v1/attention/:id/resolve", () =>
        HttpResponse.json({ detail: "Ben decided this a minute ago.", code: "decided" }, { status: 409 }),
      ),
    );
    const { user } = renderAt("/attention", <AttentionPage />);
    await user.click((await screen.findAllByRole("button", { name: "Send it" }))[0]!);
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: "Send it" }));
    expect(await dialog.findByText("Ben decided this a minute ago.")).toBeInTheDocument();
  });

  it("is calm when nothing waits", async () => {
    clinic().attention.length = 0;
    renderAt("/attention", <AttentionPage />);
    expect(await screen.findByText("Nothing needs you")).toBeInTheDocument();
  });

  it("is given to somebody and noted on, and stays open", async () => {
    const { user } = renderAt("/attention", <AttentionPage />);
    await user.click(await screen.findByRole("button", { name: /^Assign: The text about A-0997/ }));
    const dialog = within(await screen.findByRole("dialog"));
    const name = dialog.getByRole("combobox", { name: "Name" });
    await user.clear(name);
    await user.type(name, "Ben");
    await user.click(dialog.getByRole("button", { name: "Assign" }));
    expect(await screen.findByText("Assigned to Ben", { selector: "li p" })).toBeInTheDocument();
    await user.click(await screen.findByRole("button", { name: /^Add a note: The text about A-0997/ }));
    await user.type(await screen.findByLabelText("Note"), "Called her");
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Add a note" }));
    expect(await screen.findByText("Called her")).toBeInTheDocument();
    await user.click(screen.getByRole("combobox", { name: "Whose" }));
    await user.click(await screen.findByRole("option", { name: "Nobody's yet" }));
    expect(screen.queryByText(/The text about A-0997/)).not.toBeInTheDocument();
  });
});
