package org.carelay.engine.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import javax.sql.DataSource;
import org.carelay.engine.journal.JournalException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes operations durable, many callers' in one transaction (group commit): a commit costs a disk
 * flush whether it carries one run's facts or five hundred's.
 *
 * <p>When the database is away the writers keep what they hold and try again; callers wait, and new
 * ones are refused once the queue is full.
 */
public final class RunJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunJournal.class);
  private static final int QUEUE_UNITS = 16_384;
  private static final int BATCH_UNITS = 1_024;
  private static final long RECONNECT_MILLIS = 200;

  /** Wakes a writer that has nothing to do, so that it sees that the journal is closed. */
  private static final Unit STOP = new Unit(List.of(), new CompletableFuture<>());

  /** How long whoever sends an event may have to wait until it is durable. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Shorter, so that whoever was refused finds the reason in the health. */
  private static final Duration STUCK_AFTER = Duration.ofSeconds(4);

  private final BlockingQueue<Unit> queue = new ArrayBlockingQueue<>(QUEUE_UNITS);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final List<Thread> writers = new ArrayList<>();
  private final AtomicLongArray busySince;
  private final JournalListener listener;

  /** Operations that become durable together. */
  record Unit(List<Operation> operations, CompletableFuture<Committed> result) {}

  /**
   * @param node whose fence every transaction checks
   * @param writers how many transactions may be under way at once
   */
  public RunJournal(DataSource database, UUID node, int writers, JournalListener listener) {
    this.listener = listener;
    this.busySince = new AtomicLongArray(writers);
    for (int i = 0; i < writers; i++) {
      int number = i;
      var transaction = new JournalTransaction(database, node, i);
      this.writers.add(
          Thread.ofPlatform()
              .name("journal-" + i)
              .daemon()
              .start(() -> write(transaction, number)));
    }
  }

  /** Hands over operations; the result completes when they are durable. */
  public CompletableFuture<Committed> submit(List<Operation> operations) {
    var unit = new Unit(List.copyOf(operations), new CompletableFuture<>());
    if (closed.get()) {
      return CompletableFuture.failedFuture(
          new JournalException(Reason.FENCED, "The journal is closed."));
    }
    if (!queue.offer(unit)) {
      return CompletableFuture.failedFuture(
          new JournalException(Reason.BUSY, "Too much is waiting to be written; try again soon."));
    }
    return unit.result();
  }

  /** Hands over operations and waits until they are durable. */
  public Committed commit(List<Operation> operations) {
    try {
      return submit(operations).join();
    } catch (CompletionException e) {
      throw failure(e);
    }
  }

  /** Why what was submitted is not durable. */
  public static JournalException failure(CompletionException e) {
    return e.getCause() instanceof JournalException known
        ? known
        : new JournalException(Reason.REFUSED, "The journal could not be written.", e);
  }

  /** How many units wait to be written. */
  public int backlog() {
    return queue.size();
  }

  /**
   * True while something has waited for the database for so long that new events are better sent
   * again later: it is away, has no space left, or does not answer.
   */
  public boolean isStuck() {
    long now = System.nanoTime();
    for (int i = 0; i < busySince.length(); i++) {
      long since = busySince.get(i);
      if (since != 0 && now - since > STUCK_AFTER.toNanos()) {
        return true;
      }
    }
    return false;
  }

  private void write(JournalTransaction transaction, int number) {
    var batch = new ArrayList<Unit>(BATCH_UNITS);
    try (transaction) {
      while (!closed.get() || !queue.isEmpty()) {
        batch.add(queue.take());
        queue.drainTo(batch, BATCH_UNITS - 1);
        batch.remove(STOP);
        if (!batch.isEmpty()) {
          busySince.set(number, System.nanoTime() | 1);
          commitBatch(transaction, batch);
          busySince.set(number, 0);
          batch.clear();
        }
      }
      queue.offer(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failAll(batch, new JournalException(Reason.FENCED, "The journal was stopped.", e));
    }
  }

  private void commitBatch(JournalTransaction transaction, List<Unit> batch)
      throws InterruptedException {
    switch (tryCommit(transaction, batch)) {
      case Result.Done(Committed committed) -> complete(batch, committed);
      case Result.Refused(JournalException reason) when batch.size() == 1 -> failAll(batch, reason);
      case Result.Refused(JournalException reason) -> {
        if (reason.reason() == Reason.FENCED) {
          failAll(batch, reason);
          return;
        }
        LOG.debug("A group of {} was refused, writing one by one", batch.size());
        for (Unit unit : List.copyOf(batch)) {
          commitBatch(transaction, new ArrayList<>(List.of(unit)));
        }
      }
    }
  }

  private sealed interface Result {
    record Done(Committed committed) implements Result {}

    record Refused(JournalException reason) implements Result {}
  }

  /** Tries until the database answers, whatever it answers. */
  private Result tryCommit(JournalTransaction transaction, List<Unit> batch)
      throws InterruptedException {
    var operations = operationsOf(batch);
    while (true) {
      try {
        return new Result.Done(transaction.apply(operations));
      } catch (JournalException e) {
        return new Result.Refused(e);
      } catch (DatabaseAway e) {
        if (closed.get()) {
          return new Result.Refused(
              new JournalException(Reason.BUSY, "Stopped while the database was away.", e));
        }
        listener.databaseAway(e.getMessage());
        TimeUnit.MILLISECONDS.sleep(RECONNECT_MILLIS);
      }
    }
  }

  private static List<Operation> operationsOf(List<Unit> batch) {
    var operations = new ArrayList<Operation>();
    batch.forEach(unit -> operations.addAll(unit.operations()));
    return operations;
  }

  private void complete(List<Unit> batch, Committed committed) {
    for (Unit unit : batch) {
      unit.result().complete(committed);
    }
    listener.committed(operationsOf(batch));
  }

  private static void failAll(List<Unit> batch, JournalException reason) {
    batch.forEach(unit -> unit.result().completeExceptionally(reason));
  }

  /** Writes what was handed over, then stops; waits at most ten seconds. */
  @Override
  public void close() {
    closed.set(true);
    queue.offer(STOP);
    for (Thread writer : writers) {
      try {
        if (!writer.join(Duration.ofSeconds(10))) {
          writer.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    var left = new ArrayList<Unit>();
    queue.drainTo(left);
    failAll(left, new JournalException(Reason.BUSY, "Stopped before it could be written."));
  }
}
