package org.carelay.engine.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.journal.Committed;
import org.carelay.engine.journal.JournalException;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Recipes;
import org.carelay.engine.store.Recipes.ActiveRecipe;
import org.carelay.engine.store.Sql;
import org.carelay.recipe.BindingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what recipes begin with. It waits until a recipe's poller has looked once, so that nothing
 * falls between what was there and what has changed since; what is in both has one key in each.
 */
public final class BeginningReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BeginningReader.class);
  private static final int CHUNK = 500;
  private static final Duration BUSY = Duration.ofMillis(500);
  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final Beginnings beginnings;
  private final TriggerServices services;
  private final Map<String, Instant> again = new HashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable Thread thread;

  public BeginningReader(Beginnings beginnings, TriggerServices services) {
    this.beginnings = beginnings;
    this.services = services;
  }

  private record Pending(int workspace, String recipe, boolean looked) {}

  /** Goes on with what was not read to its end, and follows every activation. */
  public void start() {
    thread = Thread.ofVirtual().name("beginnings").start(this::loop);
    services.recipes().onChange(() -> LockSupport.unpark(thread));
  }

  private void loop() {
    while (!closed.get()) {
      var pause = BUSY;
      try {
        pause = readPending() ? BUSY : IDLE;
      } catch (Sql.DatabaseException | JournalException e) {
        LOG.debug("What recipes begin with was not read: {}", e.getMessage());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("What recipes begin with was not read", e);
        pause = AFTER_FAILURE;
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  /**
   * Reads what can be read now.
   *
   * @return true while something is left
   */
  public boolean readPending() throws InterruptedException {
    var left = false;
    for (var pending : pending()) {
      left |= !(pending.looked() && read(pending));
    }
    return left;
  }

  private List<Pending> pending() {
    return services
        .sql()
        .list(
            """
            select b.workspace_id, substr(b.owner, length(?) + 1),
              exists (select 1 from trigger_state s where s.workspace_id = b.workspace_id
                and s.owner = 'recipe/' || substr(b.owner, length(?) + 1))
            from trigger_state b where starts_with(b.owner, ?)""",
            row -> new Pending(row.getInt(1), row.getString(2), row.getBoolean(3)),
            Recipes.BEGINNING,
            Recipes.BEGINNING,
            Recipes.BEGINNING);
  }

  private boolean read(Pending pending) throws InterruptedException {
    var recipe = services.recipes().active(pending.workspace(), pending.recipe());
    var now = services.clock().instant();
    if (recipe == null
        || recipe.paused()
        || again.getOrDefault(pending.recipe(), Instant.MIN).isAfter(now)) {
      return false;
    }
    try {
      var found = Objects.requireNonNullElse(beginnings.look(recipe), Samples.NONE);
      accept(recipe, found.events());
      again.remove(pending.recipe());
      return true;
    } catch (Clients.NotAvailable | BindingException | ConnectorException e) {
      again.put(pending.recipe(), now.plus(AFTER_FAILURE));
      services.journal().commit(List.of(failure(recipe, e)));
      return false;
    }
  }

  private void accept(ActiveRecipe recipe, List<TriggerEvent> events) {
    for (int from = 0; from < events.size(); from += CHUNK) {
      commit(recipe, events.subList(from, Math.min(events.size(), from + CHUNK)), List.of());
    }
    commit(
        recipe,
        List.of(),
        List.of(
            new Operation.Remember(
                recipe.workspace(),
                Recipes.BEGINNING + recipe.recipe().id(),
                Recipes.BEGINNING_KEY,
                null),
            new Operation.Close(recipe.workspace(), source(recipe), "done", services.ids().now())));
  }

  private void commit(ActiveRecipe recipe, List<TriggerEvent> events, List<Operation> more) {
    var prepared = new ArrayList<EventIntake.Prepared>();
    for (var event : events) {
      var keyed = new TriggerEvent("existing/" + event.key(), event.occurredAt(), event.data());
      prepared.add(services.intake().prepare(recipe, keyed, null, null));
    }
    var operations = new ArrayList<Operation>(more);
    prepared.forEach(one -> operations.add(one.accept()));
    Committed committed = null;
    try {
      committed = services.journal().commit(operations);
    } finally {
      for (var one : prepared) {
        services.intake().follow(one, committed);
      }
    }
  }

  private Operation failure(ActiveRecipe recipe, Exception e) {
    return new Operation.Raise(
        recipe.workspace(),
        source(recipe),
        "trigger",
        recipe.recipe().id(),
        null,
        null,
        "What was there already could not be read; it is tried again: " + e.getMessage(),
        List.of("done"),
        services.ids().now());
  }

  private static String source(ActiveRecipe recipe) {
    return Recipes.BEGINNING + recipe.recipe().id();
  }

  @Override
  public void close() {
    closed.set(true);
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
