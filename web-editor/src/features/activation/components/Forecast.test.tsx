import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";
import { renderAt, standInRuntime } from "@/testing/renderAt";
import { Forecast } from "./Forecast";

const { server } = standInRuntime();

const nothing = { total: null, tried: 0, wanted: 0, intents: {}, reasons: {}, failed: 0, message: null };

it("another recipe that writes to the same people is told of, also where nothing can be tried", async () => {
  const warning = "“Texts” is active, listens to the same and writes to people, too.";
  server.use(http.post("*/api/v1/trials/forecast", () => HttpResponse.json({ ...nothing, warnings: [warning] })));
  renderAt("/", <Forecast document={{ id: "a-copy" }} />);
  expect(await screen.findByText(warning)).toBeVisible();
  expect(screen.getByText("There is nothing it could be tried with now.")).toBeVisible();
});
