import { text as words } from "@/text";

/** A JSON text taken apart: each part's value and where it stands, so that a change touches nothing else. */
export interface JsonNode {
  value: unknown;
  start: number;
  end: number;
  /** The parts of an object by name, or of a list by place. */
  members?: Map<string, JsonNode>;
  items?: JsonNode[];
}

/** Where a text stops being JSON, and why; lines and columns count from 1. */
export interface JsonProblem {
  message: string;
  line: number;
  column: number;
  offset: number;
}

export type JsonReading = { ok: true; node: JsonNode } | { ok: false; problem: JsonProblem };

class Stop extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const messages = words.json;
const deepest = 200;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex -- JSON forbids exactly these characters in a text
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const literals = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

export function readJson(text: string): JsonReading {
  try {
    return { ok: true, node: new Reader(text).document() };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const before = text.slice(0, error.offset).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { ok: false, problem: { message: error.message, line: before.length, column, offset: error.offset } };
  }
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  document(): JsonNode {
    this.skip();
    if (this.at === this.text.length) throw new Stop(messages.empty, 0);
    const node = this.value();
    this.skip();
    if (this.at < this.text.length) throw new Stop(messages.afterEnd, this.at);
    return node;
  }

  private value(): JsonNode {
    if (++this.depth > deepest) throw new Stop(messages.tooDeep, this.at);
    const start = this.at;
    const node = this.part(start);
    this.depth -= 1;
    return node;
  }

  private part(start: number): JsonNode {
    switch (this.text[start]) {
      case "{":
        return this.object(start);
      case "[":
        return this.list(start);
      case '"':
        return { value: this.string(), start, end: this.at };
      default:
        return this.scalar(start);
    }
  }

  private scalar(start: number): JsonNode {
    for (const [word, value] of literals) {
      if (this.text.startsWith(word, start) && !/\w/.test(this.text[start + word.length] ?? "")) {
        this.at += word.length;
        return { value, start, end: this.at };
      }
    }
    number.lastIndex = start;
    const match = number.exec(this.text);
    if (match === null) throw new Stop(messages.expectedValue, start);
    this.at = number.lastIndex;
    return { value: Number(match[0]), start, end: this.at };
  }

  private object(start: number): JsonNode {
    const members = new Map<string, JsonNode>();
    this.many("}", () => {
      const nameAt = this.at;
      if (this.text[nameAt] !== '"') throw new Stop(messages.expectedName, nameAt);
      const name = this.string();
      if (members.has(name)) throw new Stop(messages.twice(name), nameAt);
      this.skip();
      this.take(":");
      this.skip();
      members.set(name, this.value());
    });
    // fromEntries defines properties, so a member called __proto__ is data like any other.
    const value: unknown = Object.fromEntries([...members].map(([name, node]) => [name, node.value]));
    return { value, start, end: this.at, members };
  }

  private list(start: number): JsonNode {
    const items: JsonNode[] = [];
    this.many("]", () => items.push(this.value()));
    return { value: items.map((item) => item.value), start, end: this.at, items };
  }

  private many(close: string, one: () => void) {
    this.at += 1;
    this.skip();
    if (this.text[this.at] === close) {
      this.at += 1;
      return;
    }
    for (;;) {
      one();
      this.skip();
      if (this.text[this.at] === close) break;
      this.take(",", `a comma or ${close}`);
      this.skip();
    }
    this.at += 1;
  }

  private string(): string {
    string.lastIndex = this.at;
    const match = string.exec(this.text);
    if (match === null) throw new Stop(messages.unfinishedText, this.at);
    this.at = string.lastIndex;
    return JSON.parse(match[0]) as string;
  }

  private take(character: string, expected = character) {
    if (this.text[this.at] !== character) throw new Stop(messages.expected(expected), this.at);
    this.at += 1;
  }

  private skip() {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? "")) this.at += 1;
  }
}
