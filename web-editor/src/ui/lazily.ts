import { lazy, type ComponentType } from "react";

const delaysMs = [500, 1_000, 2_000, 4_000];

/** As React's `lazy`, but a part that could not be fetched is asked for again: the connection may be back by then. */
export function lazily<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  return lazy(async () => {
    for (const delayMs of delaysMs) {
      try {
        return await load();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, delayMs));
      }
    }
    return load();
  });
}
