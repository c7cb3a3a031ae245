package org.carelay.engine.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.carelay.engine.Json;
import org.carelay.engine.journal.JournalException;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.journal.RunState;
import org.carelay.engine.store.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes runs on this node, each on a virtual thread, and no more at once than memory bears. */
public final class RunExecutor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);

  /** Runs in memory at once; others stay rows until there is room. */
  private static final int MAX_RUNS = 4_096;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(MAX_RUNS);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Queue<UUID> left = new ConcurrentLinkedQueue<>();
  private final RunServices services;

  public RunExecutor(RunServices services) {
    this.services = services;
  }

  /** Asks for room for a run; who got it must call {@link #execute} or {@link #giveBack}. */
  public boolean reserve() {
    return !closed.get() && room.tryAcquire();
  }

  public void giveBack() {
    room.release();
  }

  /** How many runs there is room for now. */
  public int room() {
    return closed.get() ? 0 : room.availablePermits();
  }

  /** Executes a run that has just been accepted, in room that was reserved. */
  public void execute(Run run) {
    start(run, new History(run.key(), services.ids(), false));
  }

  /** Executes a run from where its journal says it stands, in room that was reserved. */
  void resume(Run run, List<StoredRuns.Entry> entries) {
    var history = new History(run.key(), services.ids(), true);
    entries.forEach(e -> history.replay(e.seq(), e.at(), e.kind(), e.step(), Json.map(e.body())));
    start(run, history);
  }

  private void start(Run run, History history) {
    threads.execute(
        () -> {
          try {
            new RunExecution(run, history, services, Effects.REAL).execute();
          } catch (JournalException e) {
            journalFailed(run, e);
          } catch (Sql.DatabaseException e) {
            databaseFailed(run, e);
          } catch (RuntimeException e) {
            LOG.error("Run {} of recipe {} broke", run.key().id(), run.recipe().id(), e);
            endBroken(run, "engine-fault", "The runtime could not go on with this run.");
          } finally {
            services.results().over(run.key().id());
            room.release();
          }
        });
  }

  private void journalFailed(Run run, JournalException e) {
    switch (e.reason()) {
      case REFUSED -> {
        LOG.error("Run {} of recipe {}: {}", run.key().id(), run.recipe().id(), e.getMessage());
        endBroken(run, "journal-refused", "A step's result could not be stored.");
      }
      case BUSY, FENCED -> leave(run, e);
    }
  }

  private void databaseFailed(Run run, Sql.DatabaseException e) {
    if (e.isPassing()) {
      leave(run, e);
    } else {
      LOG.error("Run {} of recipe {} broke", run.key().id(), run.recipe().id(), e);
      endBroken(run, "engine-fault", "The runtime could not go on with this run.");
    }
  }

  private void leave(Run run, RuntimeException why) {
    LOG.warn("Run {} is left to be taken up again: {}", run.key().id(), why.getMessage());
    left.add(run.key().id());
  }

  /** Runs that were begun here, are not over, and are executed by nobody any more. */
  List<UUID> takeLeft() {
    var all = new ArrayList<UUID>();
    for (var run = left.poll(); run != null; run = left.poll()) {
      all.add(run);
    }
    return all;
  }

  private void endBroken(Run run, String code, String message) {
    var now = services.ids().now();
    try {
      var facts = new ArrayList<Operation>();
      Unheard.of(run, services).map(one -> Unheard.tell(run, one, now)).forEach(facts::add);
      facts.add(new Operation.Withdraw(run.key(), null));
      facts.addAll(
          List.of(
              new Operation.End(
                  run.workspace(),
                  run.key(),
                  run.recipe().id(),
                  RunState.FAILED,
                  now,
                  code,
                  message,
                  run.orderKey()),
              new Operation.Raise(
                  run.workspace(),
                  "run/" + run.key().id(),
                  "failed",
                  run.recipe().id(),
                  run.key().id(),
                  null,
                  "\"" + run.recipe().title() + "\" failed: " + message,
                  List.of("replay", "done"),
                  now)));
      services.facts().commit(facts);
    } catch (JournalException | Sql.DatabaseException e) {
      leave(run, e);
    }
  }

  /** True when no run is under way; waits for it at most this long. */
  public boolean awaitQuiet(Duration limit) throws InterruptedException {
    if (room.tryAcquire(MAX_RUNS, limit.toMillis(), TimeUnit.MILLISECONDS)) {
      room.release(MAX_RUNS);
      return true;
    }
    return false;
  }

  /** Takes nothing more, lets runs finish for a while, then interrupts them. */
  @Override
  public void close() {
    closed.set(true);
    try {
      if (!awaitQuiet(Duration.ofSeconds(15))) {
        LOG.warn("Some runs were still under way; they go on after the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
