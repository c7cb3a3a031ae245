import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderAt, standInRuntime } from "@/testing/renderAt";
import { SignIn } from "./SignIn";

const { clinic } = standInRuntime();

it("signs in with a pasted token", async () => {
  clinic().signIn(false);
  const { user } = renderAt("/", <SignIn />);
  await user.click(screen.getByLabelText("Access token"));
  await user.paste("  good-token\n");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  await expect.poll(() => clinic().session().signedIn).toBe(true);
});

it("says what to do about a refused token and goes back to the field", async () => {
  const { user } = renderAt("/", <SignIn />);
  await user.type(screen.getByLabelText("Access token"), "wrong{Enter}");
  expect(await screen.findByText(/was not accepted/)).toBeInTheDocument();
  expect(screen.getByLabelText("Access token")).toHaveFocus();
});

it("asks for a token where none was given", async () => {
  const { user } = renderAt("/", <SignIn />);
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  expect(screen.getByText("Enter your access token.")).toBeInTheDocument();
});
