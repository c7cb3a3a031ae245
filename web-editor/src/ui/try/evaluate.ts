export interface Question {
  id: number;
  expressions: string[];
  scope: unknown;
}

export type Result =
  | { state: "value"; value: unknown }
  | { state: "missing" }
  /** Only the runtime can tell. */
  | { state: "later" }
  | { state: "error"; message: string };

export interface Answer {
  id: number;
  results: Result[];
}

const longestMs = 500;

let worker: Worker | undefined;
let nextId = 1;
const waiting = new Map<number, { done: (results: Result[]) => void; timer: ReturnType<typeof setTimeout> }>();

/** Evaluates expressions on a sample, bounded in time. */
export function evaluate(expressions: string[], scope: unknown): Promise<Result[]> {
  const later = expressions.map((): Result => ({ state: "later" }));
  if (expressions.length === 0 || typeof Worker === "undefined") return Promise.resolve(later);
  const running = (worker ??= start());
  return new Promise((done) => {
    const id = nextId++;
    const timer = setTimeout(() => stop(), longestMs);
    waiting.set(id, { done, timer });
    running.postMessage({ id, expressions, scope } satisfies Question);
  });
}

function start(): Worker {
  const started = new Worker(new URL("./evaluate.worker.ts", import.meta.url), { type: "module" });
  started.onmessage = ({ data }: MessageEvent<Answer>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    clearTimeout(asked?.timer);
    asked?.done(data.results);
  };
  return started;
}

/** Ends what takes too long; everything that waits for it is left to the runtime. */
function stop() {
  worker?.terminate();
  worker = undefined;
  for (const { done, timer } of waiting.values()) {
    clearTimeout(timer);
    done([]);
  }
  waiting.clear();
}
