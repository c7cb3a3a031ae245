package org.carelay.database.cdc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read and is not stored yet, in the log's order: first what was given to the runtime,
 * then what waits for it. The log is read on while the runtime stores, but only so far.
 */
final class ReadAhead {
  /** Waiting, and given at once. Debezium bounds each batch in bytes. */
  private static final int MOST_ROWS = 4_096;

  private static final int MOST_BATCHES = 64;

  private final List<Batch> given = new ArrayList<>();
  private final List<Batch> waiting = new ArrayList<>();
  private String stored;
  private int again;
  private int rows;
  private boolean closed;

  /**
   * @param stored where the runtime has read to
   */
  ReadAhead(String stored) {
    this.stored = stored;
  }

  /**
   * Waits while too much is waiting.
   *
   * @return false if this was closed meanwhile
   */
  synchronized boolean put(Batch batch) throws InterruptedException {
    while ((rows >= MOST_ROWS || waiting.size() >= MOST_BATCHES) && !closed) {
      wait();
    }
    if (!closed) {
      waiting.add(batch);
      rows += batch.changes().size();
      notifyAll();
    }
    return !closed;
  }

  /** What follows the position that {@link #goesOnFrom} was told; null if nothing comes in time. */
  synchronized @Nullable Batch take(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos();
        again == given.size() && waiting.isEmpty() && !closed && left > 0;
        left = end - System.nanoTime()) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    if (again < given.size()) {
      return given.get(again++);
    }
    if (waiting.isEmpty()) {
      return null;
    }
    var batch = Batch.of(waiting);
    waiting.clear();
    rows = 0;
    notifyAll();
    given.add(batch);
    again = given.size();
    return batch;
  }

  /**
   * Where the runtime stands, so that what it did not store after all is given again.
   *
   * @return false if it is nowhere here
   */
  synchronized boolean goesOnFrom(String position) {
    for (int i = given.size(); i >= 0; i--) {
      if (position.equals(i == 0 ? stored : given.get(i - 1).end())) {
        again = i;
        return true;
      }
    }
    return false;
  }

  /**
   * Forgets what is stored.
   *
   * @return the last of it; null if the position is nowhere here
   */
  synchronized @Nullable Batch store(String position) {
    for (int i = 0; i < given.size(); i++) {
      var batch = given.get(i);
      if (batch.end().equals(position)) {
        stored = position;
        given.subList(0, i + 1).clear();
        again = Math.max(0, again - i - 1);
        return batch;
      }
    }
    return null;
  }

  /** Whether all that was read is stored. */
  synchronized boolean isEmpty() {
    return given.isEmpty() && waiting.isEmpty();
  }

  /** Nothing more comes. What waits can still be taken. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
