import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { listen, type StreamState, type Topic } from "./stream";

/** At 500 runs a second the lists still refetch only this often. */
const coalesceMs = 400;

/** Refetches what the server says has changed. Mounted once, by the signed-in shell. */
export function useLiveUpdates(): StreamState {
  const client = useQueryClient();
  const [state, setState] = useState<StreamState>("connecting");

  useEffect(() => {
    const changed = new Set<Topic>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasInterrupted = false;

    const flush = () => {
      timer = undefined;
      for (const topic of changed) void client.invalidateQueries({ queryKey: [topic] });
      changed.clear();
    };
    const close = listen("/api/v1/stream", {
      onChange: (topic) => {
        changed.add(topic);
        timer ??= setTimeout(flush, coalesceMs);
      },
      onState: (next) => {
        if (next === "live" && wasInterrupted) void client.invalidateQueries();
        wasInterrupted = next === "interrupted";
        setState(next);
      },
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [client]);

  return state;
}
