import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { listen, type StreamState, type Topic } from "./stream";

/** So long after a change is it asked for: a burst is asked for once, and a person sees what he did at once. */
const momentMs = 400;
/** While changes go on without end, at 500 runs a second say, lists are asked for only this often. */
const busyMs = 2_000;

/**
 * Refetches what the server says has changed; while nobody looks at the page, only notes it. Mounted once, by the
 * signed-in shell.
 */
export function useLiveUpdates(): StreamState {
  const client = useQueryClient();
  const [state, setState] = useState<StreamState>("connecting");

  useEffect(() => {
    const changed = new Set<Topic>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asking = false;
    let nextAt = 0;
    let wasInterrupted = false;

    const soon = () => {
      if (asking || changed.size === 0 || document.hidden) return;
      timer ??= setTimeout(() => void flush(), Math.max(momentMs, nextAt - Date.now()));
    };
    const flush = async () => {
      timer = undefined;
      if (document.hidden) return;
      const topics = [...changed];
      changed.clear();
      asking = true;
      nextAt = Date.now() + busyMs;
      // One after the other: a slow answer is waited for, not asked for again.
      await Promise.all(topics.map((topic) => client.invalidateQueries({ queryKey: [topic] })));
      asking = false;
      soon();
    };
    const close = listen("/api/v1/stream", {
      onChange: (topic) => {
        changed.add(topic);
        soon();
      },
      onState: (next) => {
        if (next === "live" && wasInterrupted) void client.invalidateQueries();
        wasInterrupted = next === "interrupted";
        setState(next);
      },
    });
    document.addEventListener("visibilitychange", soon);
    return () => {
      document.removeEventListener("visibilitychange", soon);
      clearTimeout(timer);
      close();
    };
  }, [client]);

  return state;
}
