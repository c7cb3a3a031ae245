import type { Schemas } from "./contract";

/** What the server says has changed; also the first part of every query key that shows it. */
export type Topic = Exclude<Schemas["Changes.Change"]["topic"], "none">;

export type StreamState = "connecting" | "live" | "interrupted";

export interface StreamListener {
  onChange: (topic: Topic) => void;
  /** `live` after an interruption means: anything may have changed meanwhile. */
  onState: (state: StreamState) => void;
}

const firstDelayMs = 500;
const longestDelayMs = 15_000;

/**
 * Listens for changes until the returned function is called. The browser repeats a dropped connection by itself, but
 * gives up when the server answers with an error (a restart behind a proxy, say); then we open a new one, ever slower.
 */
export function listen(url: string, listener: StreamListener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let delayMs = firstDelayMs;
  let closed = false;

  const open = () => {
    if (closed) return;
    source = new EventSource(url);
    source.addEventListener("open", () => {
      delayMs = firstDelayMs;
      listener.onState("live");
    });
    source.addEventListener("change", (event: MessageEvent<string>) => {
      const { topic } = JSON.parse(event.data) as { topic: Topic };
      listener.onChange(topic);
    });
    source.addEventListener("error", () => {
      listener.onState("interrupted");
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, delayMs);
      delayMs = Math.min(delayMs * 2, longestDelayMs);
    });
  };

  // A connection whose network went away often does not notice; the browser says so at once.
  const away = () => listener.onState("interrupted");
  const back = () => {
    clearTimeout(timer);
    source?.close();
    open();
  };

  listener.onState("connecting");
  open();
  window.addEventListener("offline", away);
  window.addEventListener("online", back);
  return () => {
    closed = true;
    clearTimeout(timer);
    source?.close();
    window.removeEventListener("offline", away);
    window.removeEventListener("online", back);
  };
}
