import { answer } from "./answer";
import type { Question } from "./evaluate";

/** Evaluates expressions away from the page, so that one that never ends can be ended. */
self.onmessage = ({ data }: MessageEvent<Question>) => {
  void answer(data).then((reply) => self.postMessage(reply));
};
