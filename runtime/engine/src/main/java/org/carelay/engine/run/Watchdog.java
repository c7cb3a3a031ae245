package org.carelay.engine.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts a call that takes longer than it may. */
public final class Watchdog implements AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("watchdog").daemon().factory());

  /** Until closed, the calling thread is interrupted once {@code limit} has passed. */
  Guard guard(Duration limit) {
    return new Guard(Thread.currentThread(), limit);
  }

  /** One guarded call. */
  final class Guard implements AutoCloseable {
    private final java.util.concurrent.Future<?> alarm;
    private final Thread thread;
    private boolean over;
    private boolean rang;

    private Guard(Thread thread, Duration limit) {
      this.thread = thread;
      this.alarm = timer.schedule(this::ring, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void ring() {
      if (!over) {
        rang = true;
        thread.interrupt();
      }
    }

    /** True where the time was up; the interruption is taken back. */
    synchronized boolean stop() {
      if (!over) {
        over = true;
        alarm.cancel(false);
        if (rang) {
          Thread.interrupted();
        }
      }
      return rang;
    }

    @Override
    public void close() {
      stop();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
