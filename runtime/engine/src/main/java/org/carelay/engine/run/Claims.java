package org.carelay.engine.run;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.carelay.engine.journal.RunKey;
import org.carelay.engine.store.Recipes;
import org.carelay.engine.store.Sql;
import org.carelay.recipe.Policy.Concurrency;
import org.carelay.recipe.Policy.Overflow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings back runs whose time has come: waits that ended, retries, runs that nobody owns. */
public final class Claims implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
  private static final int BATCH = 1_024;
  private static final Duration IDLE = Duration.ofMillis(250);
  private static final Duration SWEEP = Duration.ofSeconds(5);

  /** Where a run was queued while another node, or the journal, may have ended the one before. */
  private static final Duration SWEEP_SOON = Duration.ofMillis(250);

  /** Other nodes leave runs behind, too. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** What has happened to paused recipes is looked at by reading all that is in flight. */
  private static final Duration WAKE_EVERY = Duration.ofMinutes(1);

  private final Sql sql;
  private final UUID node;
  private final Clock clock;
  private final Recipes recipes;
  private final RunExecutor executor;
  private final Strays strays;
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable Thread loop;
  private long sweptAt = System.nanoTime();
  private long queuedAt = sweptAt;
  private long wokenAt = sweptAt;
  private long lookedAt = sweptAt - LOOK_EVERY.toNanos();
  private @Nullable Instant nextDue;
  private volatile boolean changed = true;

  public Claims(Sql sql, UUID node, Clock clock, Recipes recipes, RunExecutor executor) {
    this.sql = sql;
    this.node = node;
    this.clock = clock;
    this.recipes = recipes;
    this.executor = executor;
    this.strays = new Strays(sql, node, clock, executor);
  }

  public void start() {
    loop = Thread.ofPlatform().name("claims").daemon().start(this::loop);
  }

  private void loop() {
    while (!closed.get()) {
      try {
        if (!mayBeDue() || claimDue() < BATCH) {
          LockSupport.parkNanos(IDLE.toNanos());
        }
      } catch (Sql.DatabaseException e) {
        LOG.debug("Due runs could not be claimed: {}", e.getMessage());
        LockSupport.parkNanos(IDLE.toNanos());
      } catch (RuntimeException e) {
        LOG.error("Due runs could not be claimed", e);
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      }
    }
  }

  /** What is due, and when, is not as it was when the database was last asked. */
  public void change() {
    changed = true;
  }

  private boolean mayBeDue() {
    Instant now = clock.instant();
    return changed
        || isTimeToSweep()
        || nextDue != null && !nextDue.isAfter(now)
        || System.nanoTime() - lookedAt >= LOOK_EVERY.toNanos();
  }

  /** Looks at once for what may have become due. */
  public void nudge() {
    change();
    var thread = loop;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /**
   * Takes runs that are due, as many as there is room for, and executes them.
   *
   * @return how many
   */
  public synchronized int claimDue() {
    strays.giveBack();
    sweepQueued();
    int room = Math.min(BATCH, executor.room());
    if (room == 0) {
      return 0;
    }
    if (!isAnyDue()) {
      return 0;
    }
    change();
    var claimed = sql.inTransaction(s -> claim(s, room));
    if (!claimed.isEmpty()) {
      resume(claimed);
    }
    return claimed.size();
  }

  /** One small question, since mostly the answer is no. */
  private boolean isAnyDue() {
    changed = false;
    lookedAt = System.nanoTime();
    nextDue =
        sql.first(
            "select next_at from active where next_at is not null order by next_at limit 1",
            row -> Sql.instant(row, "next_at"));
    return nextDue != null && !nextDue.isAfter(clock.instant());
  }

  private void resume(List<Row> claimed) {
    var stored = new StoredRuns(sql, claimed.stream().map(Row::key).toList());
    for (Row row : claimed) {
      if (!executor.reserve()) {
        continue; // given back at the next look
      }
      try {
        var recipe = recipes.version(row.workspace(), row.recipe(), row.version());
        executor.resume(
            stored.run(row.key(), row.workspace(), recipe, row.version(), row.orderKey()),
            stored.history(row.key()));
        strays.isExecuted(row.key().id());
      } catch (Sql.DatabaseException e) {
        executor.giveBack();
        throw e;
      } catch (RuntimeException e) {
        executor.giveBack();
        LOG.error("Run {} of recipe {} cannot be resumed", row.key().id(), row.recipe(), e);
        strays.putOff(row.workspace(), row.recipe(), row.key().id());
      }
    }
  }

  private record Row(
      RunKey key, int workspace, String recipe, int version, @Nullable String orderKey) {}

  private List<Row> claim(Sql.Statements s, int room) throws SQLException {
    if (s.list("select 1 from node where id = ? and not dead for share", r -> 1, node).isEmpty()) {
      return List.of(); // another node has taken over what was ours
    }
    var due =
        s.list(
            """
            select id, accepted_at, workspace_id, recipe, version, order_key from active
            where next_at <= ? order by next_at limit ? for update skip locked""",
            row ->
                new Row(
                    new RunKey(Sql.id(row, "id"), Sql.instant(row, "accepted_at")),
                    row.getInt("workspace_id"),
                    row.getString("recipe"),
                    row.getInt("version"),
                    row.getString("order_key")),
            clock.instant(),
            room);
    var claimed = new ArrayList<Row>();
    for (Row row : due) {
      if (mayStart(s, row)) {
        claimed.add(row);
      } else if (overflow(row) == Overflow.SKIP) {
        skip(s, row);
      } else {
        s.update("update active set state = 'queued', next_at = null where id = ?", row.key().id());
        queuedAt = System.nanoTime();
      }
    }
    if (!claimed.isEmpty()) {
      var ids = claimed.stream().map(r -> r.key().id()).toList();
      strays.mayBeOurs(ids);
      s.update(
          "update active set node_id = ?, next_at = null, state = 'running'"
              + " where id = any (string_to_array(?, ',')::uuid[])",
          node,
          Strays.joined(ids));
    }
    return claimed;
  }

  private Overflow overflow(Row row) {
    var concurrency = concurrency(row);
    return concurrency == null ? Overflow.QUEUE : concurrency.overflow();
  }

  /** Of a recipe that cannot be read, nothing is known; the other runs do not wait for that. */
  private @Nullable Concurrency concurrency(Row row) {
    try {
      return recipes.version(row.workspace(), row.recipe(), row.version()).policy().concurrency();
    } catch (IllegalStateException e) {
      return null;
    }
  }

  private void skip(Sql.Statements s, Row row) throws SQLException {
    s.update(
        """
        insert into run_end (run_id, accepted_at, workspace_id, recipe, state, ended_at,
                             error_code, error_message)
        values (?, ?, ?, ?, 'cancelled', ?, 'overflow', 'Enough runs of its kind were under way.')""",
        row.key().id(),
        row.key().acceptedAt(),
        row.workspace(),
        row.recipe(),
        clock.instant());
    s.update("delete from active where id = ?", row.key().id());
  }

  /** A run with an order key waits until few enough of its kind are before it. */
  private boolean mayStart(Sql.Statements s, Row row) throws SQLException {
    if (row.orderKey() == null) {
      return true;
    }
    var concurrency = concurrency(row);
    int limit = concurrency == null ? 1 : concurrency.limit();
    long before =
        s.list(
                """
                select count(*) from active
                where workspace_id = ? and recipe = ? and order_key = ? and id < ?""",
                r -> r.getLong(1),
                row.workspace(),
                row.recipe(),
                row.orderKey(),
                row.key().id())
            .getFirst();
    return before < limit;
  }

  /** Heals a wake-up that fell between a look and a write. */
  private void sweepQueued() {
    if (!isTimeToSweep()) {
      return;
    }
    sweptAt = System.nanoTime();
    if (sweptAt - wokenAt > WAKE_EVERY.toNanos()) {
      wokenAt = sweptAt;
      wakePaused();
    }
    sql.update(
        """
        update active set next_at = ? where state = 'queued' and next_at is null
          and not exists (select 1 from active b where b.workspace_id = active.workspace_id
            and b.recipe = active.recipe and b.order_key = active.order_key and b.id < active.id)""",
        clock.instant());
  }

  /**
   * An event that was judged while its recipe was paused may be stored just after the recipe was
   * activated, so that the activation did not see it.
   */
  public void wakePaused() {
    int woken =
        sql.update(
            """
            update active set state = 'running', next_at = ?
            where state = 'paused' and exists (select 1 from recipe r
              where r.workspace_id = active.workspace_id and r.id = active.recipe
                and r.active_version is not null and not r.paused)""",
            clock.instant());
    if (woken > 0) {
      change();
    }
  }

  private boolean isTimeToSweep() {
    var pause = queuedAt - sweptAt > -SWEEP_SOON.toNanos() ? SWEEP_SOON : SWEEP;
    return System.nanoTime() - sweptAt > pause.toNanos();
  }

  @Override
  public void close() {
    closed.set(true);
    nudge();
    var thread = loop;
    if (thread != null) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
