import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderAt, standInRuntime } from "@/testing/renderAt";
import FunctionsPage from "./FunctionsPage";

standInRuntime();

it("lists the functions of all recipes and tells how one did lately", async () => {
  const { user } = renderAt("/functions", <FunctionsPage />);
  const [button] = await screen.findAllByRole("button", { name: "How it did lately: Run Python “clean”" });
  if (button === undefined) throw new Error("No function is listed");
  await user.click(button);
  expect(await screen.findByText(/worked|It has not run yet/)).toBeInTheDocument();
});

it("tells what functions have used, and what clouds would have charged", async () => {
  renderAt("/functions", <FunctionsPage />);
  expect(await screen.findByText("42 calls, 1 failed, 10 ms each, at most 11 MiB")).toBeInTheDocument();
  expect(screen.getByText(/AWS Lambda: \$0.0002/)).toBeInTheDocument();
});

it("tries a function by itself", async () => {
  const { user } = renderAt("/functions", <FunctionsPage />);
  await user.click(await screen.findByRole("button", { name: "Run" }));
  expect(await screen.findByText(/It worked/)).toBeInTheDocument();
  expect(screen.getByText("trying it")).toBeInTheDocument();
});
