import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ApiProblem, get, put, remove, Unreachable, urlOf } from "./http";

const server = setupServer();
beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe("an API call", () => {
  it("gives the server's own sentence and every problem it found", async () => {
    const problems = [{ pointer: "/steps/0/with/to", code: "missing", message: "Enter whom to text." }];
    server.use(
      http.put("*/api/v1/connections/clinic-sms", () =>
        HttpResponse.json(
          { title: "Invalid", detail: "Two things are wrong.", code: "invalid", problems },
          { status: 422 },
        ),
      ),
    );
    const failure: unknown = await put("/connections/{id}", {
      path: { id: "clinic-sms" },
      body: { connector: "twilio", settings: {} },
    }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiProblem);
    expect(failure).toMatchObject({ status: 422, code: "invalid", message: "Two things are wrong.", problems });
  });

  it("survives an answer that is no problem document", async () => {
    server.use(http.get("*/api/v1/recipes", () => new HttpResponse("<html>Bad gateway</html>", { status: 502 })));
    await expect(get("/recipes", {})).rejects.toMatchObject({ status: 502, code: "http-502" });
  });

  it("says in words that nothing answered", async () => {
    server.use(http.get("*/api/v1/recipes", () => HttpResponse.error()));
    await expect(get("/recipes", {})).rejects.toBeInstanceOf(Unreachable);
  });

  it("takes an empty answer as nothing", async () => {
    server.use(http.delete("*/api/v1/session", () => new HttpResponse(null, { status: 204 })));
    await expect(remove("/session", {})).resolves.toBeUndefined();
  });
});

it("escapes the values of an address and leaves out absent ones of a query", () => {
  expect(urlOf("/recipes/{id}/export", { path: { id: "a/b c" } })).toBe("/api/v1/recipes/a%2Fb%20c/export");
  const query = { recipe: "a&b", state: undefined, limit: 5, cursor: "", search: null };
  expect(urlOf("/runs", { query })).toBe("/api/v1/runs?recipe=a%26b&limit=5");
  expect(urlOf("/runs", { query: {} })).toBe("/api/v1/runs");
});
