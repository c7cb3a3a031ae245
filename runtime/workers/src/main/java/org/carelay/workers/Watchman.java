package org.carelay.workers;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.carelay.workers.Ended.Cause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that looks after all workers: kills what is overdue, empties pipes, retires what
 * is idle. It sleeps for good while there is no worker.
 */
final class Watchman implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watchman.class);

  /** How late a deadline may be noticed. */
  private static final Duration ROUND = Duration.ofMillis(20);

  /** How often it is looked who is idle, at most. */
  private static final Duration SWEEP = Duration.ofSeconds(1);

  /** An idle worker that uses more than this part of a processor is not idle. */
  private static final int RESTLESS = 20;

  private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
  private final WorkerPool pool;
  private final Duration idle;
  private final Duration sweep;
  private final Thread thread;
  private volatile boolean closed;

  Watchman(WorkerPool pool, Duration idle) {
    this.pool = pool;
    this.idle = idle;
    this.sweep = Stream.of(SWEEP, idle.dividedBy(4)).min(Comparator.naturalOrder()).orElseThrow();
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
      forEachWorker(worker -> worker.look(now));
      if (now - lastSweep > sweep.toNanos()) {
        lastSweep = now;
        forEachWorker(worker -> sweep(worker, now));
      }
    }
  }

  /** Whatever is wrong with one worker, the deadlines of the others are kept. */
  private void forEachWorker(Consumer<Worker> look) {
    for (var worker : workers) {
      try {
        look.accept(worker);
      } catch (RuntimeException e) {
        log.error("Worker {} could not be looked after and is ended", worker, e);
        worker.kill(Cause.DISMISSED);
      }
    }
  }

  private void sweep(Worker worker, long now) {
    var used = worker.meter();
    // Between calls a worker waits in a read. If it does not, the function has left something
    // running in it.
    var restless =
        worker.idleNanos(now) > 2 * sweep.toNanos()
            && used.compareTo(sweep.dividedBy(RESTLESS)) > 0;
    if (restless || worker.idleNanos(now) > idle.toNanos()) {
      pool.retireIfIdle(worker);
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
