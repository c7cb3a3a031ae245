import type { Address, Answer, Call } from "./contract";

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

interface Extras {
  signal?: AbortSignal | undefined;
  headers?: Record<string, string>;
}

/** Any call, for those who only write it down. */
interface Values extends Extras {
  path?: Record<string, string | number>;
  query?: Record<string, string | number | boolean | null | undefined>;
  body?: unknown;
}

/** Reads something. */
export function get<P extends Address<"get">>(address: P, call: Call<P, "get"> & Extras): Promise<Answer<P, "get">> {
  return exchange("GET", address, call);
}

export function post<P extends Address<"post">>(
  address: P,
  call: Call<P, "post"> & Extras,
): Promise<Answer<P, "post">> {
  return exchange("POST", address, call);
}

export function put<P extends Address<"put">>(address: P, call: Call<P, "put"> & Extras): Promise<Answer<P, "put">> {
  return exchange("PUT", address, call);
}

/** As `put`, with bytes as they are. */
export function putBytes<P extends Address<"put">>(
  address: P,
  bytes: Blob,
  call: Omit<Call<P, "put">, "body"> & Extras,
): Promise<Answer<P, "put">> {
  return exchange("PUT", address, call as Values, bytes);
}

export function remove<P extends Address<"delete">>(
  address: P,
  call: Call<P, "delete"> & Extras,
): Promise<Answer<P, "delete">> {
  return exchange("DELETE", address, call);
}

/** As `post`, with a JSON text that must arrive exactly as it is written. */
export function postText<P extends Address<"post">>(
  address: P,
  text: string,
  call: Omit<Call<P, "post">, "body"> & Extras,
): Promise<Answer<P, "post">> {
  return exchange("POST", address, call, text);
}

/** As `get`, without taking the answer apart. */
export function getText<P extends Address<"get">>(address: P, call: Call<P, "get"> & Extras): Promise<string> {
  return answerTo("GET", address, call);
}

/** A key by which the server does a thing once, however often it hears of it. `randomUUID` is there only over HTTPS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Where something can be read, for a link. */
export function addressOf<P extends Address<"get">>(address: P, call: Call<P, "get"> & Extras): string {
  return urlOf(address, call);
}

/** The address with its values put in and escaped, and `?a=1&b=2` of those values that are there. */
export function urlOf(address: string, call: Values): string {
  const filled = address.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(call.path?.[name])));
  const present = Object.entries(call.query ?? {}).filter(([, value]) => value != null && value !== "");
  const query = new URLSearchParams(present.map(([name, value]) => [name, String(value)])).toString();
  return `/api/v1${filled}${query === "" ? "" : `?${query}`}`;
}

async function exchange<T>(method: string, address: string, call: Values, written?: string | Blob): Promise<T> {
  const content = await answerTo(method, address, call, written);
  return (content === "" ? undefined : JSON.parse(content)) as T;
}

async function answerTo(method: string, address: string, call: Values, written?: string | Blob): Promise<string> {
  const { body, signal } = call;
  const sent = written ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(new URL(urlOf(address, call), window.location.origin), {
    method,
    headers: {
      ...call.headers,
      Accept: "application/json",
      ...(typeof sent === "string" && { "Content-Type": "application/json" }),
    },
    ...(sent !== undefined && { body: sent }),
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
