// Runs one person's JavaScript function for Carelay: frames in on descriptor 0, frames out on 1.
//
// A frame is a 4-byte big-endian length and that many bytes of UTF-8 JSON. Whatever the function
// prints goes to descriptor 2, which the runtime collects as the log of the call. Between calls the
// process waits inside a blocking read, so that no timer of the function runs while nobody calls.
// Needs Node 20 and nothing but its built-in modules.
import { readFileSync, readSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

const FILE = "function.mjs";
const DEPTH = 200;
const NO_HANDLE = "there is no function named handle; write: export function handle(event) { ... }";
const EXPORTS_HANDLE = /\bexport\s+(?:default\b|(?:async\s+)?function\s*\*?\s*handle\b|(?:const|let|var|class)\s+handle\b|\{[^}]*\b(?:handle|default)\b[^}]*\}|\*)/;

// What the function may replace, and the loop still needs.
const { exit, getActiveResourcesInfo } = process;
const parse = JSON.parse;
const stringify = JSON.stringify;

class BadResult extends Error {
  constructor(path, message) {
    super(message);
    this.path = path;
  }
}

// --- JSON in: a number that a double can not hold arrives as a BigInt, or as text ---------------

const NUMBER = "$carelay.number";

function revive(key, value) {
  const text = value?.[NUMBER];
  if (typeof text !== "string" || Object.keys(value).length !== 1) return value;
  return /^-?\d+$/.test(text) ? BigInt(text) : text;
}

function decode(text) {
  return text.includes(`"${NUMBER}"`) ? parse(text, revive) : parse(text);
}

// --- JSON out: fast where all is plain, careful and with a path where it is not -----------------

function toJson(value) {
  if (value === undefined) return "null";
  return isPlain(value, 0) ? stringify(value) : write(value, "", new Set());
}

function isPlain(value, depth) {
  switch (typeof value) {
    case "string":
      return value.isWellFormed();
    case "number":
      return Number.isFinite(value);
    case "boolean":
      return true;
    case "object": {
      if (value === null) return true;
      if (depth >= DEPTH) return false;
      if (Array.isArray(value)) {
        for (let index = 0; index < value.length; index++) {
          if (!isPlain(value[index], depth + 1)) return false;
        }
        return true;
      }
      const kind = Object.getPrototypeOf(value);
      if ((kind !== Object.prototype && kind !== null) || typeof value.toJSON === "function") return false;
      for (const key in value) {
        if (!key.isWellFormed() || (value[key] !== undefined && !isPlain(value[key], depth + 1))) return false;
      }
      return true;
    }
    default:
      return false;
  }
}

function write(value, path, above) {
  switch (typeof value) {
    case "string":
      if (!value.isWellFormed()) throw new BadResult(path, "the text holds half a character (a lone surrogate)");
      return stringify(value);
    case "number":
      if (!Number.isFinite(value)) throw new BadResult(path, `${value} is not a number that JSON has; return null for a missing value`);
      return stringify(value);
    case "bigint":
      return value.toString();
    case "boolean":
      return String(value);
    case "object":
      return value === null ? "null" : writeObject(value, path, above);
    default:
      throw new BadResult(path, `${typeof value === "undefined" ? "undefined" : `a ${typeof value}`} is not JSON; return null for a missing value`);
  }
}

function writeObject(value, path, above) {
  if (above.has(value)) throw new BadResult(path, "it contains itself");
  if (above.size >= DEPTH) throw new BadResult(path.slice(0, DEPTH), `it is nested more than ${DEPTH} levels deep`);
  const advice = adviceFor(value);
  if (advice) throw new BadResult(path, advice);
  above.add(value);
  try {
    if (typeof value.toJSON === "function") return write(value.toJSON(), path, above);
    if (Array.isArray(value)) {
      return `[${Array.from(value, (item, index) => write(item, `${path}/${index}`, above)).join(",")}]`;
    }
    const fields = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${fields.map(([key, item]) => `${write(key, path, above)}:${write(item, below(path, key), above)}`).join(",")}}`;
  } finally {
    above.delete(value);
  }
}

function below(path, key) {
  return `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function adviceFor(value) {
  if (value instanceof Map) return "a Map is not JSON; return Object.fromEntries(map)";
  if (value instanceof Set) return "a Set is not JSON; return [...set]";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date is not JSON; return null for a missing value" : null;
  if (value instanceof Promise) return "it is a Promise; put await before the call";
  if (value instanceof Error) return "an Error is not JSON; throw it, or return its message";
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return "bytes are not JSON; return text or base64: Buffer.from(bytes).toString('base64')";
  return null;
}

// --- The person's code --------------------------------------------------------------------------

async function load() {
  const path = resolve("..", FILE);
  const module = await import(pathToFileURL(path).href).catch((error) => {
    throw error instanceof SyntaxError ? placed(error, readFileSync(path, "utf8")) : error;
  });
  const handle = module.handle ?? module.default;
  if (typeof handle !== "function") throw new TypeError(NO_HANDLE);
  return handle;
}

function check(request) {
  try {
    new vm.SourceTextModule(request.code, { identifier: FILE });
  } catch (error) {
    throw placed(error, request.code);
  }
  if (!EXPORTS_HANDLE.test(request.code)) throw new TypeError(NO_HANDLE);
  return "null";
}

// V8 keeps the place of a syntax error in a module to itself, but tells that of one in a script. So
// the code is read once more as a script, in which its imports and exports are blanks.
function placed(error, code) {
  const blank = (text) => text.replace(/[^\n]/g, " ");
  const script = code
    .replace(/^[ \t]*import\b[^;'"()]*(['"])[^'"\n]*\1;?/gm, blank)
    .replace(/\bexport\s+(?:default\b)?/g, blank);
  try {
    new vm.Script(`(async () => {\n${script}\n})`, { filename: FILE, lineOffset: -1 });
  } catch (other) {
    const [head, , caret] = other.stack.split("\n");
    const line = Number(head.slice(FILE.length + 1));
    if (other.message === error.message && line > 0) {
      error.place = { line: Math.min(line, code.split("\n").length), column: caret.indexOf("^") + 1 };
    }
  }
  return error;
}

function adviceOn(error) {
  return error instanceof ReferenceError && /^(?:exports|module|require) is not defined/.test(error.message)
    ? `; this is an ES module: ${NO_HANDLE.slice(NO_HANDLE.indexOf("write"))}, and import in place of require`
    : "";
}

function describe(error) {
  if (error instanceof BadResult) return { kind: "bad_result", path: error.path, message: error.message };
  if (!(error instanceof Error)) return { kind: "user_error", type: "Thrown", message: String(error).slice(0, 4000) };
  const message = String(error.message).slice(0, 4000) + adviceOn(error);
  const [, line, column] = /function\.mjs:(\d+)(?::(\d+))?/.exec(String(error.stack)) ?? [];
  return {
    kind: error instanceof RangeError && /allocation failed/i.test(message) ? "out_of_memory" : "user_error",
    type: String(error.name),
    message,
    line: error.place?.line ?? (line && Number(line)),
    column: error.place?.column ?? (column && Number(column)),
  };
}

// --- The loop -----------------------------------------------------------------------------------

let buffer = Buffer.allocUnsafe(65536);

function fill(from, wanted) {
  let have = from;
  while (have < wanted) {
    const read = readSync(0, buffer, have, buffer.length - have, null);
    if (read === 0) exit.call(process, 0);
    have += read;
  }
  return have;
}

function readFrame() {
  let have = fill(0, 4);
  const length = buffer.readUInt32BE(0);
  if (length + 4 > buffer.length) {
    const larger = Buffer.allocUnsafe(length + 4);
    buffer.copy(larger, 0, 0, have);
    buffer = larger;
  }
  fill(have, length + 4);
  const text = buffer.utf8Slice(4, length + 4);
  if (buffer.length > 1 << 20) buffer = Buffer.allocUnsafe(65536);
  return decode(text);
}

function writeFrame(text) {
  const size = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(size + 4);
  frame.writeUInt32BE(size, 0);
  frame.utf8Write(text, 4, size);
  for (let sent = 0; sent < frame.length; ) sent += writeSync(1, frame, sent);
}

// An error that no handle() call threw: from a timer, or a promise that nobody awaited.
let fail = () => {};
process.on("uncaughtException", (error) => fail(error));
process.on("beforeExit", () => fail(new Error("handle returned a promise that nothing will ever settle")));

function settled(promise) {
  return new Promise((done, failed) => {
    fail = failed;
    promise.then(done, failed);
  });
}

async function answer(request, work) {
  const head = `{"id":${request.id},`;
  try {
    let result = work(request);
    if (typeof result?.then === "function") result = await settled(result);
    const text = toJson(result);
    if (Buffer.byteLength(text) > limit) {
      throw new BadResult("", `it is ${Buffer.byteLength(text)} bytes of JSON; at most ${limit} are taken`);
    }
    return `${head}"ok":${text}${left()}}`;
  } catch (error) {
    return `${head}"err":${stringify(describe(error))}${left()}}`;
  }
}

// Timers, sockets, workers: what would go on without us. A file that is being closed is none.
function active() {
  return getActiveResourcesInfo.call(process).filter((name) => name !== "CloseReq").length;
}

function left() {
  return active() > quiet ? ',"left":"timers or other work"' : "";
}

const printer = new Writable({
  decodeStrings: true,
  write(chunk, encoding, done) {
    for (let sent = 0; sent < chunk.length; ) sent += writeSync(2, chunk, sent);
    done();
  },
});
for (const name of ["stdout", "stderr"]) {
  Object.defineProperty(process, name, { value: printer, configurable: true });
}
// Ctrl-C in the terminal that runs the server is the server's to handle.
process.on("SIGINT", () => {});

const quiet = active();
const first = readFrame();
const limit = first.limit;
if (first.op === "check") {
  for (let request = first; ; request = readFrame()) {
    writeFrame(await answer(request, (asked) => parse(check(asked))));
  }
}
let handle;
writeFrame(await answer(first, async () => {
  handle = await load();
  return null;
}));
for (;;) {
  const request = readFrame();
  writeFrame(await answer(request, (asked) => handle(asked.event, asked.context)));
}
