import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createQueryClient } from "./queryClient";
import { useLiveUpdates } from "./useLiveUpdates";

/** A real EventTarget in place of the browser's EventSource, which happy-dom does not have. */
class TestSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: TestSource[] = [];
  readyState = 0;
  constructor(readonly url: string) {
    super();
    TestSource.opened.push(this);
  }
  close() {
    this.readyState = 2;
  }
  say(topic: string) {
    this.dispatchEvent(new MessageEvent("change", { data: JSON.stringify({ topic }) }));
  }
  fail(final: boolean) {
    this.readyState = final ? 2 : 0;
    this.dispatchEvent(new Event("error"));
  }
}

let fetches = 0;

function Screen() {
  const state = useLiveUpdates();
  useQuery({ queryKey: ["runs", "list"], queryFn: () => Promise.resolve(++fetches) });
  return <output>{state}</output>;
}

async function open() {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Screen />
    </QueryClientProvider>,
  );
  await act(() => vi.advanceTimersByTimeAsync(0));
}

const latest = () => TestSource.opened.at(-1)!;

describe("live updates", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("EventSource", TestSource);
    TestSource.opened = [];
    fetches = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("refetch what changed, once for a burst, and nothing else", async () => {
    await open();
    expect(fetches).toBe(1);
    await act(async () => {
      latest().dispatchEvent(new Event("open"));
      for (let burst = 0; burst < 500; burst += 1) latest().say("runs");
      latest().say("mailbox");
      await vi.advanceTimersByTimeAsync(1_000);
    });
    expect(screen.getByText("live")).toBeVisible();
    expect(fetches).toBe(2);
    await act(async () => {
      latest().say("mailbox");
      await vi.advanceTimersByTimeAsync(1_000);
    });
    expect(fetches).toBe(2);
  });

  it("come at once after a quiet time, and seldom while changes go on without end", async () => {
    await open();
    await act(async () => {
      latest().dispatchEvent(new Event("open"));
      latest().say("runs");
      await vi.advanceTimersByTimeAsync(500);
    });
    expect(fetches).toBe(2);
    await act(async () => {
      for (let time = 0; time < 20_000; time += 200) {
        latest().say("runs");
        await vi.advanceTimersByTimeAsync(200);
      }
    });
    expect(fetches).toBeLessThanOrEqual(12);
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    const last = fetches;
    await act(async () => {
      latest().say("runs");
      await vi.advanceTimersByTimeAsync(500);
    });
    expect(fetches).toBe(last + 1);
  });

  it("wait until somebody looks at the page", async () => {
    await open();
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    await act(async () => {
      latest().dispatchEvent(new Event("open"));
      latest().say("runs");
      await vi.advanceTimersByTimeAsync(60_000);
    });
    expect(fetches).toBe(1);
    hidden.mockReturnValue(false);
    await act(async () => {
      document.dispatchEvent(new Event("visibilitychange"));
      await vi.advanceTimersByTimeAsync(1_000);
    });
    expect(fetches).toBe(2);
  });

  it("are opened again after the server refused, and everything is refetched", async () => {
    await open();
    await act(async () => {
      latest().dispatchEvent(new Event("open"));
      latest().fail(true);
      await vi.advanceTimersByTimeAsync(0);
    });
    expect(screen.getByText("interrupted")).toBeVisible();
    await act(() => vi.advanceTimersByTimeAsync(600));
    expect(TestSource.opened).toHaveLength(2);
    await act(async () => {
      latest().dispatchEvent(new Event("open"));
      await vi.advanceTimersByTimeAsync(600);
    });
    expect(screen.getByText("live")).toBeVisible();
    expect(fetches).toBe(2);
  });

  it("are known to be interrupted as soon as the network is gone, and are opened anew when it is back", async () => {
    await open();
    await act(async () => {
      latest().dispatchEvent(new Event("open"));
      window.dispatchEvent(new Event("offline"));
      await vi.advanceTimersByTimeAsync(0);
    });
    expect(screen.getByText("interrupted")).toBeVisible();
    await act(async () => {
      window.dispatchEvent(new Event("online"));
      latest().dispatchEvent(new Event("open"));
      await vi.advanceTimersByTimeAsync(600);
    });
    expect(TestSource.opened.map(({ readyState }) => readyState)).toEqual([2, 0]);
    expect(screen.getByText("live")).toBeVisible();
    expect(fetches).toBe(2);
  });

  it("leave a dropped connection to the browser, which repeats by itself", async () => {
    await open();
    await act(async () => {
      latest().fail(false);
      await vi.advanceTimersByTimeAsync(60_000);
    });
    expect(TestSource.opened).toHaveLength(1);
  });
});
