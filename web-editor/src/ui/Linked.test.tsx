import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Linked } from "./Linked";

const links = (text: string) => {
  render(
    <MantineProvider>
      <Linked text={text} />
    </MantineProvider>,
  );
  return screen.queryAllByRole("link").map((link) => link.getAttribute("href"));
};

test("an address in a text can be followed, without the stop after it", () => {
  expect(links("Answer here: https://clinic.example.org/forms/aB_-9. Or call (see http://x.example.org).")).toEqual([
    "https://clinic.example.org/forms/aB_-9",
    "http://x.example.org",
  ]);
});

test("text without an address stays text", () => {
  expect(links("Call 555-0100, or javascript:alert(1)")).toEqual([]);
  expect(screen.getByText(/javascript:alert/)).toBeInTheDocument();
});
