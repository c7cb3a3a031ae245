import { screen, within } from "@testing-library/react";
import { Route, Routes } from "react-router";
import { describe, expect, it } from "vitest";
import type { RunDetail } from "@/features/runs/api/getRun";
import { renderAt, standInRuntime } from "@/testing/renderAt";
import RunPage from "./RunPage";
import RunsPage from "./RunsPage";

const { clinic } = standInRuntime();

const failed: RunDetail = {
  id: "run-7",
  recipe: "ready-row-to-text",
  version: 1,
  state: "failed",
  eventKey: "A-1002",
  startedAt: "2026-11-22T14:02:31Z",
  endedAt: "2026-11-22T14:02:33.500Z",
  event: {},
  steps: [
    {
      id: "clean",
      state: "succeeded",
      attempts: 1,
      durationMs: 48,
      output: { phone: "+15555550134" },
      log: "cleaning\n",
      at: "2026-11-22T14:02:31Z",
    },
    {
      id: "text",
      state: "failed",
      attempts: 3,
      durationMs: 2_300,
      error: { code: "twilio.unreachable", message: "Twilio did not answer in 10 seconds." },
      at: "2026-11-22T14:02:33Z",
    },
  ],
};

function manyRuns(count: number): RunDetail[] {
  return Array.from({ length: count }, (_, index) => ({ ...failed, id: `run-${index}`, eventKey: `A-${index}` }));
}

describe("the runs", () => {
  it("are listed with their recipe's title, older ones when asked for, and only those in sight are there", async () => {
    clinic().runs.push(...manyRuns(160));
    const { user } = renderAt("/runs", <RunsPage />);
    const links = await screen.findAllByRole("link", { name: "Text the patient when the row is Ready" });
    expect(links.length).toBeLessThan(60);
    expect(screen.getByRole("table")).toHaveAttribute("aria-rowcount", "-1");
    await user.click(screen.getByRole("button", { name: "Show older runs" }));
    expect(await screen.findByText("160 runs in all.")).toBeInTheDocument();
    expect(screen.getByRole("table")).toHaveAttribute("aria-rowcount", "161");
    await user.click(screen.getByRole("button", { name: "Show the newest" }));
    expect(await screen.findByRole("button", { name: "Show older runs" })).toBeInTheDocument();
  });

  it("are filtered by the address, and an empty filter result says so", async () => {
    clinic().runs.push(failed);
    renderAt("/runs?state=succeeded", <RunsPage />);
    expect(await screen.findByText("No run matches")).toBeInTheDocument();
  });

  it("teach where runs come from when there are none", async () => {
    renderAt("/runs", <RunsPage />);
    expect(await screen.findByText("No runs yet")).toBeInTheDocument();
  });
});

describe("one run", () => {
  it("shows each step as a sentence with state, attempts, time, output, log and the error in words", async () => {
    clinic().runs.push(failed);
    renderAt("/runs/run-7", <Routes children={<Route path="/runs/:id" element={<RunPage />} />} />);
    const python = within(await stepNamed("Run Python “clean”"));
    expect(python.getByText("48 ms")).toBeInTheDocument();
    expect(python.getByText('{"phone":"+15555550134"}')).toBeInTheDocument();
    expect(python.getByRole("region", { name: "Printed by the function" })).toHaveTextContent("cleaning");
    const text = within(await stepNamed("Text phone from clean"));
    expect(text.getByText("3 attempts")).toBeInTheDocument();
    expect(text.getByText("Twilio did not answer in 10 seconds.")).toBeInTheDocument();
    expect(text.getByText("Code: twilio.unreachable")).toBeInTheDocument();
    expect(screen.getByText("2.5 s")).toBeInTheDocument();
  });

  it("that does not exist is explained with a way to try again", async () => {
    renderAt("/runs/nope", <Routes children={<Route path="/runs/:id" element={<RunPage />} />} />);
    expect(await screen.findByText("There is no such run.")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Try again" })).toBeInTheDocument();
  });
});

async function stepNamed(name: string): Promise<HTMLElement> {
  const heading = await screen.findByRole("heading", { name });
  return heading.closest("li") as HTMLElement;
}
