package org.carelay.engine.trigger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.Ids;
import org.carelay.engine.Json;
import org.carelay.engine.effect.LedgerKey;
import org.carelay.engine.journal.Committed;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.journal.RunJournal;
import org.carelay.engine.journal.RunState;
import org.carelay.engine.run.Claims;
import org.carelay.engine.run.Run;
import org.carelay.engine.run.RunExecutor;
import org.carelay.engine.store.Recipes.ActiveRecipe;
import org.carelay.recipe.ExpressionException;
import org.carelay.recipe.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Accepts outside changes. An accepted event is durable when the result completes; only then may
 * its source be told. The run it opens starts at once on this node where there is room.
 */
public final class EventIntake {
  /** As in RunExecution: an event whose condition could not be evaluated. */
  private static final String UNREADABLE = "$unreadable";

  private static final int MAX_KEY_CHARACTERS = 500;

  private final RunJournal journal;
  private final Ids ids;
  private final RunExecutor executor;
  private final Claims claims;

  public EventIntake(RunJournal journal, Ids ids, RunExecutor executor, Claims claims) {
    this.journal = journal;
    this.ids = ids;
    this.executor = executor;
    this.claims = claims;
  }

  /**
   * An event made ready to be accepted.
   *
   * @param run what starts when it is; null where no run starts at once
   */
  record Prepared(Operation.Accept accept, @Nullable Run run) {}

  /**
   * What became of an event.
   *
   * @param event its id; of the earlier one where this is a duplicate
   */
  public record Accepted(UUID event, boolean duplicate) {}

  /** Accepts one event. */
  public CompletableFuture<Accepted> accept(ActiveRecipe recipe, TriggerEvent event) {
    return accept(recipe, event, run -> {});
  }

  /**
   * Accepts one event.
   *
   * @param about told the run that is to begin now, before it does; not where none does
   */
  CompletableFuture<Accepted> accept(
      ActiveRecipe recipe, TriggerEvent event, Consumer<UUID> about) {
    var prepared = prepare(recipe, event, null, null);
    if (prepared.accept().opens() == RunState.RUNNING) {
      about.accept(prepared.accept().run().id());
    }
    return journal
        .submit(List.of(prepared.accept()))
        .whenComplete((committed, failure) -> follow(prepared, committed))
        .thenApply(committed -> accepted(prepared.accept(), committed));
  }

  private static Accepted accepted(Operation.Accept accept, Committed committed) {
    var id = accept.run().id();
    var earlier = committed.duplicates().get(id);
    return new Accepted(earlier == null ? id : earlier, earlier != null);
  }

  /** Keeps an event that begins no run: a step that has begun already may wait for it. */
  CompletableFuture<Accepted> keep(ActiveRecipe recipe, TriggerEvent event) {
    var accept =
        new Operation.Accept(
            recipe.workspace(),
            ids.nextRun(),
            recipe.recipe().id(),
            recipe.version(),
            fitting(recipe, "awaited/" + event.key()),
            null,
            event.occurredAt().truncatedTo(ChronoUnit.MICROS),
            Json.bytes(event.data()),
            null,
            false,
            null,
            null,
            null,
            null);
    return journal.submit(List.of(accept)).thenApply(committed -> accepted(accept, committed));
  }

  /** Looks at once for runs that have been woken. */
  void nudge() {
    claims.nudge();
  }

  /** Starts the run of an event that was committed; gives its room back where it was not. */
  void follow(Prepared prepared, @Nullable Committed committed) {
    if (prepared.run() != null) {
      if (committed != null && !committed.duplicates().containsKey(prepared.run().key().id())) {
        executor.execute(prepared.run());
      } else {
        executor.giveBack();
      }
    } else if (committed != null && prepared.accept().opens() == RunState.RUNNING) {
      claims.nudge();
    }
  }

  /**
   * Evaluates key, condition and order key, and reserves room.
   *
   * @param batch where the event belongs to a batch that is held for a person
   * @param poll where its state alone keeps the event from coming twice
   */
  Prepared prepare(
      ActiveRecipe active, TriggerEvent event, @Nullable UUID batch, @Nullable UUID poll) {
    var recipe = active.recipe();
    var data = event.data();
    var scope = scope(active, event);
    String key = event.key();
    boolean wanted = true;
    String orderKey = null;
    try {
      key = key(active, event, scope);
      wanted = recipe.trigger().when() == null || recipe.trigger().when().test(scope);
      orderKey = orderKey(active, scope);
    } catch (ExpressionException e) {
      data = new HashMap<>(data);
      data.put(UNREADABLE, e.getMessage());
    }
    var run = ids.nextRun();
    var opens = opens(active, wanted, batch);
    boolean mine = opens == RunState.RUNNING && orderKey == null && executor.reserve();
    var accept =
        new Operation.Accept(
            active.workspace(),
            run,
            recipe.id(),
            active.version(),
            key,
            subject(active, scope),
            event.occurredAt().truncatedTo(ChronoUnit.MICROS),
            Json.bytes(data),
            opens,
            mine,
            orderKey,
            batch,
            recipe.trigger().dedupe() == null ? poll : null,
            null);
    return new Prepared(
        accept,
        mine
            ? new Run(
                run,
                active.workspace(),
                recipe,
                active.version(),
                key,
                event.occurredAt(),
                data,
                null)
            : null);
  }

  /** Whether an event would open a run; one whose condition cannot be evaluated does. */
  boolean wants(ActiveRecipe active, TriggerEvent event) {
    var when = active.recipe().trigger().when();
    try {
      return when == null || when.test(scope(active, event));
    } catch (ExpressionException e) {
      return true;
    }
  }

  private static @Nullable RunState opens(
      ActiveRecipe active, boolean wanted, @Nullable UUID batch) {
    if (!wanted) {
      return null;
    }
    if (batch != null) {
      return RunState.HELD;
    }
    return active.paused() ? RunState.PAUSED : RunState.RUNNING;
  }

  private String key(ActiveRecipe active, TriggerEvent event, Scope scope) {
    var dedupe = active.recipe().trigger().dedupe();
    String key = event.key();
    if (dedupe != null) {
      var value = dedupe.evaluate(scope);
      if (value != null) {
        key =
            value instanceof String text
                ? text
                : new String(Json.bytes(value), java.nio.charset.StandardCharsets.UTF_8);
      }
    }
    return fitting(active, key);
  }

  private static String fitting(ActiveRecipe active, String key) {
    return key.length() <= MAX_KEY_CHARACTERS
        ? key
        : "long/" + LedgerKey.of(active.recipe().id(), "event-key", key, "", null);
  }

  /** Null where it cannot be told; the step that needs it says so. */
  private static @Nullable String subject(ActiveRecipe active, Scope scope) {
    var template = active.recipe().subject();
    try {
      return template == null ? null : String.valueOf(template.render(scope));
    } catch (ExpressionException e) {
      return null;
    }
  }

  private static @Nullable String orderKey(ActiveRecipe active, Scope scope) {
    var concurrency = active.recipe().policy().concurrency();
    if (concurrency == null) {
      return null;
    }
    return concurrency.per() == null ? "" : String.valueOf(concurrency.per().render(scope));
  }

  private Scope scope(ActiveRecipe active, TriggerEvent event) {
    Instant now = ids.now();
    return new Scope(new EventNames(event, now), now, active.recipe().zone());
  }
}
