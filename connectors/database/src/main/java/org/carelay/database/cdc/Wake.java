package org.carelay.database.cdc;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a database has sent anything, so that Debezium need not look at its own queue a hundred
 * times a second. Debezium makes socket and task by their class names, so these find each other by
 * the engine's name.
 */
final class Wake {
  private static final Map<String, Wake> ALL = new ConcurrentHashMap<>();

  private long arrivals;
  private boolean waiting;
  private boolean closed;

  static Wake of(String engine) {
    return ALL.computeIfAbsent(engine, _ -> new Wake());
  }

  static void forget(String engine) {
    ALL.remove(engine);
  }

  /** Nobody waits any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Everything that came has been read and queued, and the next has not come. */
  synchronized void waits() {
    waiting = true;
  }

  /** Something came, or the end of everything. */
  synchronized void arrived() {
    if (waiting) {
      waiting = false;
      arrivals++;
      notifyAll();
    }
  }

  /** Names the present quiet; below 0 while there is none. */
  synchronized long quiet() {
    return waiting ? arrivals : -1;
  }

  /** Waits while this quiet lasts. */
  synchronized void await(long quiet, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos();
        waiting && arrivals == quiet && !closed && left > 0;
        left = end - System.nanoTime()) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }
}
