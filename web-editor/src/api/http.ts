/** One thing that is wrong in what was sent, at a place in it. */
export interface Problem {
  pointer: string;
  code: string;
  message: string;
  /** A warning keeps nobody from saving. */
  severity?: "ERROR" | "WARNING";
}

/** The server's "no" (RFC 9457). `message` is a sentence for the person at the screen. */
export class ApiProblem extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(message);
    this.name = "ApiProblem";
  }
}

/** Raised when no answer came at all: the runtime is down or the network is. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("Carelay did not answer. Check that it is running, then try again.", { cause });
    this.name = "Unreachable";
  }
}

interface ProblemBody {
  title?: string;
  detail?: string;
  code?: string;
  problems?: Problem[];
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return call<T>("GET", path, undefined, signal);
}

export function send<T = void>(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<T> {
  return call<T>(method, path, body);
}

/** As `send`; the server does it once for a key, however often it hears of it. */
export function sendOnce<T>(method: "POST", path: string, body: unknown, key: string): Promise<T> {
  return exchange<T>(method, path, JSON.stringify(body), undefined, { "Idempotency-Key": key });
}

/** A key for `sendOnce`; browsers offer `randomUUID` only over HTTPS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A path with its values escaped: `` path`/recipes/${id}` ``. */
export function path(parts: TemplateStringsArray, ...values: (string | number)[]): string {
  const escaped = values.map((value, index) => encodeURIComponent(String(value)) + (parts[index + 1] ?? ""));
  return `/api/v1${parts[0] ?? ""}${escaped.join("")}`;
}

/** `?a=1&b=2` of the values that are there. */
export function query(values: Record<string, string | number | undefined>): string {
  const present = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  if (present.length === 0) return "";
  return `?${new URLSearchParams(present.map(([name, value]) => [name, String(value)])).toString()}`;
}

/** As `send`, with a JSON text that must arrive exactly as it is written. */
export function sendText<T>(method: "POST" | "PUT", path: string, json: string, signal?: AbortSignal): Promise<T> {
  return exchange<T>(method, path, json, signal);
}

/** As `get`, without taking the answer apart. */
export function getText(path: string, signal?: AbortSignal): Promise<string> {
  return answerTo("GET", path, undefined, signal);
}

function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  return exchange<T>(method, path, body === undefined ? undefined : JSON.stringify(body), signal);
}

async function exchange<T>(
  method: string,
  path: string,
  json?: string,
  signal?: AbortSignal,
  headers: Record<string, string> = {},
): Promise<T> {
  const content = await answerTo(method, path, json, signal, headers);
  return (content === "" ? undefined : JSON.parse(content)) as T;
}

async function answerTo(
  method: string,
  path: string,
  json?: string,
  signal?: AbortSignal,
  headers: Record<string, string> = {},
): Promise<string> {
  const response = await fetch(new URL(path, window.location.origin), {
    method,
    headers: {
      ...headers,
      Accept: "application/json",
      ...(json !== undefined && { "Content-Type": "application/json" }),
    },
    ...(json !== undefined && { body: json }),
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new Unreachable(cause);
  });
  const content = await response.text();
  if (!response.ok) throw problemOf(response, content);
  return content;
}

function problemOf(response: Response, content: string): ApiProblem {
  const body = parseProblem(content);
  const message = body.detail ?? body.title ?? `Carelay answered ${response.status} ${response.statusText}`.trim();
  return new ApiProblem(message, response.status, body.code ?? `http-${response.status}`, body.problems);
}

function parseProblem(content: string): ProblemBody {
  try {
    const body = JSON.parse(content) as unknown;
    return typeof body === "object" && body !== null ? body : {};
  } catch {
    return {};
  }
}
