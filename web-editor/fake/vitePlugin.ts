import type { IncomingMessage, ServerResponse } from "node:http";
import { text as textOf } from "node:stream/consumers";
import { getResponse, type HttpHandler } from "msw";
import type { Connect, Plugin } from "vite";
import { createClinic, type Clinic } from "./clinic.ts";
import { handlers } from "./handlers.ts";

/** The policy the runtime sends, so that what it forbids is noticed here. */
const contentSecurityPolicy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

/** Lets `vite --mode fake` and `vite preview --mode fake` answer the API from a stand-in clinic. */
export function fakeRuntime(): Plugin {
  const clinic = createClinic();
  const answer = answering(clinic, handlers(clinic));
  return {
    name: "carelay-fake-runtime",
    configureServer: (server) => void server.middlewares.use(answer),
    configurePreviewServer: (server) => {
      server.middlewares.use((_request, response, next) => {
        response.setHeader("Content-Security-Policy", contentSecurityPolicy);
        next();
      });
      server.middlewares.use(answer);
    },
  };
}

function answering(clinic: Clinic, known: HttpHandler[]): Connect.NextHandleFunction {
  return (request, response, next) => {
    if (!request.url?.startsWith("/api/")) next();
    else if (request.url === "/api/v1/stream") stream(clinic, request, response);
    else void respond(known, request, response).catch(next);
  };
}

function stream(clinic: Clinic, request: IncomingMessage, response: ServerResponse) {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  response.write(": hello\n\n");
  const stop = clinic.listen((topic) => response.write(`event: change\ndata: ${JSON.stringify({ topic })}\n\n`));
  request.on("close", stop);
}

async function respond(known: HttpHandler[], request: IncomingMessage, response: ServerResponse) {
  const body = await textOf(request);
  const asked = new Request(new URL(request.url ?? "/", "http://127.0.0.1"), {
    method: request.method ?? "GET",
    ...(body !== "" && { body, headers: { "Content-Type": "application/json" } }),
  });
  const answer = await getResponse(known, asked);
  response.writeHead(answer?.status ?? 404, Object.fromEntries(answer?.headers ?? []));
  response.end(await answer?.text());
}
