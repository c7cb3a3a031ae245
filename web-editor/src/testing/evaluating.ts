import { vi } from "vitest";
import { answer } from "@/ui/try/answer";
import type { Question } from "@/ui/try/evaluate";

/** A worker as browsers have one, in the page itself: the tests' page has none. */
class PageWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;

  postMessage(question: Question) {
    void answer(question).then((data) => this.onmessage?.({ data }));
  }

  terminate() {
    this.onmessage = null;
  }
}

/** Values of expressions are computed, as in a browser. */
export function evaluating(): void {
  vi.stubGlobal("Worker", PageWorker);
}
