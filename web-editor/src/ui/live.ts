import { useSyncExternalStore } from "react";

/** A short notice at the corner, with a way back where there is one. */
export interface Toast {
  id: number;
  message: string;
  tone: "done" | "problem";
  undo?: { label: string; run: () => void };
}

interface State {
  announcement: string;
  toasts: readonly Toast[];
}

let state: State = { announcement: "", toasts: [] };
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: State) {
  state = next;
  listeners.forEach((listener) => listener());
}

/** Tells people who do not see the screen; everybody else sees the change itself. */
export function announce(message: string): void {
  // A no-break space makes a repeated sentence a new one, so that it is read again.
  set({ ...state, announcement: state.announcement === message ? `${message}\u00a0` : message });
}

/** Shows a notice and reads it out. It stays until closed where it can be undone or is a problem. */
export function toast(notice: Omit<Toast, "id">): void {
  const id = nextId++;
  set({ announcement: notice.message, toasts: [...state.toasts.slice(-2), { ...notice, id }] });
  if (notice.tone === "done" && notice.undo === undefined) setTimeout(() => closeToast(id), 6_000);
}

export function closeToast(id: number): void {
  set({ ...state, toasts: state.toasts.filter((each) => each.id !== id) });
}

export function useLive(): State {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
