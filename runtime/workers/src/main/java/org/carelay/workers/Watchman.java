package org.carelay.workers;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.carelay.workers.Ended.Cause;

/**
 * The one thread that looks after all workers: kills what is overdue, empties pipes, retires what
 * is idle. It sleeps for good while there is no worker.
 */
final class Watchman implements AutoCloseable {
  /** How late a deadline may be noticed. */
  private static final Duration ROUND = Duration.ofMillis(20);

  private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
  private final WorkerPool pool;
  private final Duration idle;
  private final Thread thread;
  private volatile boolean closed;

  Watchman(WorkerPool pool, Duration idle) {
    this.pool = pool;
    this.idle = idle;
    this.thread = Thread.ofPlatform().daemon().name("function-watchman").start(this::watch);
  }

  void add(Worker worker) {
    workers.add(worker);
    LockSupport.unpark(thread);
  }

  void remove(Worker worker) {
    workers.remove(worker);
  }

  private void watch() {
    var lastSweep = System.nanoTime();
    while (!closed) {
      if (workers.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, ROUND.toNanos());
      }
      var now = System.nanoTime();
      workers.forEach(worker -> worker.look(now));
      if (now - lastSweep > Math.min(idle.toNanos() / 4, 1_000_000_000L)) {
        pool.retireIf(worker -> worker.idleNanos(now) > idle.toNanos());
        lastSweep = now;
      }
    }
  }

  /** Ends every worker at once and waits, briefly, until they are gone. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    var all = List.copyOf(workers);
    all.forEach(worker -> worker.kill(Cause.DISMISSED));
    all.forEach(Worker::awaitEnd);
  }
}
