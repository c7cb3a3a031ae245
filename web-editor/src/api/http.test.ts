import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ApiProblem, get, path, query, send, Unreachable } from "./http";

const server = setupServer();
beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe("an API call", () => {
  it("gives the server's own sentence and every problem it found", async () => {
    const problems = [{ pointer: "/steps/0/with/to", code: "missing", message: "Enter whom to text." }];
    server.use(
      http.put("*/api/v1/thing", () =>
        HttpResponse.json(
          { title: "Invalid", detail: "Two things are wrong.", code: "invalid", problems },
          { status: 422 },
        ),
      ),
    );
    const failure: unknown = await send("PUT", path`/thing`, {}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiProblem);
    expect(failure).toMatchObject({ status: 422, code: "invalid", message: "Two things are wrong.", problems });
  });

  it("survives an answer that is no problem document", async () => {
    server.use(http.get("*/api/v1/thing", () => new HttpResponse("<html>Bad gateway</html>", { status: 502 })));
    await expect(get(path`/thing`)).rejects.toMatchObject({ status: 502, code: "http-502" });
  });

  it("says in words that nothing answered", async () => {
    server.use(http.get("*/api/v1/thing", () => HttpResponse.error()));
    await expect(get(path`/thing`)).rejects.toBeInstanceOf(Unreachable);
  });

  it("takes an empty answer as nothing", async () => {
    server.use(http.post("*/api/v1/thing", () => new HttpResponse(null, { status: 204 })));
    await expect(send("POST", path`/thing`)).resolves.toBeUndefined();
  });
});

it("escapes the values of a path and leaves out absent ones of a query", () => {
  expect(path`/recipes/${"a/b c"}/export`).toBe("/api/v1/recipes/a%2Fb%20c/export");
  expect(query({ recipe: "a&b", state: undefined, limit: 5, cursor: "" })).toBe("?recipe=a%26b&limit=5");
  expect(query({})).toBe("");
});
