package org.carelay.engine.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.carelay.connector.HttpTrigger.Answering;
import org.carelay.engine.Json;
import org.carelay.engine.store.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Senders that wait for what a step of their run gives. No thread waits with them, and no more of
 * them than memory bears: the others are told at once that their event was accepted.
 */
public final class StepResults {
  private static final int MOST = 2_000;

  private final Sql sql;
  private final Semaphore room = new Semaphore(MOST);
  private final Map<UUID, Awaited> awaited = new ConcurrentHashMap<>();

  public StepResults(Sql sql) {
    this.sql = sql;
  }

  /** What one run's sender waits for; empty where the run came to rest without it. */
  private record Awaited(Set<String> steps, CompletableFuture<Optional<Object>> output) {}

  /**
   * Waits for a run that is about to begin, or is under way. Completes with the first output of one
   * of the steps once it is durable, with nothing when the run comes to rest without, or when the
   * time is over.
   *
   * @return null where too many wait already
   */
  public @Nullable CompletableFuture<Optional<Object>> expect(UUID run, Answering wanted) {
    if (!room.tryAcquire()) {
      return null;
    }
    var one =
        awaited.computeIfAbsent(
            run, same -> new Awaited(Set.copyOf(wanted.steps()), new CompletableFuture<>()));
    return one.output()
        .copy()
        .completeOnTimeout(Optional.empty(), wanted.within().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (output, failure) -> {
              awaited.remove(run, one);
              room.release();
            });
  }

  /** Asked after every step, so it costs next to nothing where nobody waits. */
  boolean isAwaited(UUID run, String step) {
    if (awaited.isEmpty()) {
      return false;
    }
    var one = awaited.get(run);
    return one != null && one.steps().contains(step);
  }

  /** A step that is awaited has come to its end, durably. */
  public void done(UUID run, Object output) {
    var one = awaited.remove(run);
    if (one != null) {
      one.output().complete(Optional.of(output));
    }
  }

  /**
   * A run is at rest, or will not begin now. Whoever began to wait after the step was done, and
   * before the run was at rest, still hears what the step gave.
   */
  public void over(UUID run) {
    if (!awaited.isEmpty()) {
      var one = awaited.remove(run);
      if (one != null) {
        Thread.startVirtualThread(() -> one.output().complete(earlier(run, one.steps())));
      }
    }
  }

  /** Looks up what an earlier run has given; for a post that is delivered again. */
  public void look(UUID run, List<String> steps) {
    var earlier = earlier(run, steps);
    if (earlier.isPresent()) {
      done(run, earlier.get());
    } else if (sql.first("select 1 from active where id = ?", row -> 1, run) == null) {
      over(run);
    }
  }

  private Optional<Object> earlier(UUID run, Collection<String> steps) {
    return sql
        .list(
            """
            select j.step, j.body from event e
            join journal j on j.run_id = e.id and j.accepted_at = e.accepted_at
            where e.id = ? and j.kind = 'done' order by j.seq""",
            row -> Map.entry(row.getString("step"), Json.map(row.getBytes("body"))),
            run)
        .stream()
        .filter(one -> steps.contains(one.getKey().substring(one.getKey().lastIndexOf('/') + 1)))
        .flatMap(one -> Optional.ofNullable(one.getValue().get("output")).stream())
        .findFirst();
  }
}
