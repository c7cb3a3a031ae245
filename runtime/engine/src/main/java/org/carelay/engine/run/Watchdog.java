package org.carelay.engine.run;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Interrupts a call that takes longer than it may. Calls come by the thousand a second and hardly
 * one is ever too long, so none gets a timer of its own: a thread looks at all that go on now.
 */
public final class Watchdog implements AutoCloseable {
  /** How late the end of a call's time may be noticed. */
  private static final Duration ROUND = Duration.ofMillis(50);

  private final Set<Guard> guards = ConcurrentHashMap.newKeySet();
  private final Thread thread =
      Thread.ofPlatform().name("watchdog").daemon().unstarted(this::watch);
  private volatile boolean asleep;
  private volatile boolean closed;

  public Watchdog() {
    thread.start();
  }

  /** Until closed, the calling thread is interrupted once {@code limit} has passed. */
  Guard guard(Duration limit) {
    var guard = new Guard(Thread.currentThread(), System.nanoTime() + limit.toNanos());
    guards.add(guard);
    if (asleep) {
      LockSupport.unpark(thread);
    }
    return guard;
  }

  private void watch() {
    while (!closed) {
      asleep = guards.isEmpty();
      if (asleep && guards.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, ROUND.toNanos());
      }
      asleep = false;
      var now = System.nanoTime();
      guards.forEach(guard -> guard.look(now));
    }
  }

  /** One guarded call. */
  final class Guard implements AutoCloseable {
    private final Thread thread;
    private final long end;
    private boolean over;
    private boolean rang;

    private Guard(Thread thread, long end) {
      this.thread = thread;
      this.end = end;
    }

    private synchronized void look(long now) {
      if (!over && !rang && now - end >= 0) {
        rang = true;
        thread.interrupt();
      }
    }

    /** True where the time was up; the interruption is taken back. */
    synchronized boolean stop() {
      if (!over) {
        over = true;
        guards.remove(this);
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
    closed = true;
    LockSupport.unpark(thread);
  }
}
