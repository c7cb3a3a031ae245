package org.carelay.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.carelay.connector.Action;
import org.carelay.connector.Effect;
import org.carelay.connector.MessageAction;
import org.carelay.engine.effect.LedgerKey;
import org.carelay.engine.journal.EntryKind;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.journal.RunState;
import org.carelay.engine.store.Clients;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.carelay.recipe.MissingValueException;
import org.carelay.recipe.Retry;
import org.carelay.recipe.Step;
import org.jspecify.annotations.Nullable;

/** A step that does something: binds its input, tries, and records what came of it. */
final class UseStep {
  /** Where neither the step nor the recipe says how often: eight tries within about an hour. */
  private static final Retry DEFAULT_RETRY =
      new Retry(8, Duration.ofSeconds(1), 3, Duration.ofMinutes(20), List.of());

  private static final String MISSING = "missing-value";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** A step that took longer is made durable at once, since nobody gains by waiting. */
  private static final Duration SLOW = Duration.ofMillis(50);

  private final RunExecution execution;
  private final Attempt attempts;

  UseStep(RunExecution execution) {
    this.execution = execution;
    var services = execution.services;
    this.attempts = new Attempt(services.watchdog(), services.clock(), services.files());
  }

  /**
   * The step, its place in the run and what it works with.
   *
   * @param now what its expressions take for the time
   */
  record Bound(
      Step.Use use,
      String path,
      Frame frame,
      Instant now,
      Action<?, ?, ?> action,
      Record input,
      StepLog log) {}

  Flow go(Step.Use use, String path, Frame frame) {
    var before = execution.history.of(path);
    if (before != null && before.outcome() != null) {
      return repeatOutcome(use, path, frame, before.outcome());
    }
    if (before != null && before.retryAt() != null && isFuture(before.retryAt())) {
      return new Flow.Park(RunState.WAITING, before.retryAt(), before.effectKey() != null);
    }
    Bound bound;
    try {
      bound = bind(use, path, frame);
    } catch (MissingValueException e) {
      return missing(use, path, e);
    } catch (BindingException e) {
      var problem = e.problems().getFirst();
      return fail(
          path,
          new StepError(
              "bad-input", "The input at " + problem.pointer() + ": " + problem.message()),
          new StepLog());
    }
    return bound.action().effect() == Effect.READ
        ? read(bound)
        : execution.effects.go(execution, this, bound);
  }

  private Flow repeatOutcome(Step.Use use, String path, Frame frame, StepHistory.Outcome outcome) {
    return switch (outcome.kind()) {
      case SKIPPED -> {
        frame.put(use.id(), Map.of("status", "Skipped"));
        yield Flow.DONE;
      }
      case DONE -> {
        var stored = Objects.requireNonNullElse(outcome.body().get("output"), Map.of());
        frame.put(use.id(), execution.services.secrets().opened(stored, about(path)));
        yield Flow.DONE;
      }
      default -> {
        var error = (Map<?, ?>) outcome.body().getOrDefault("error", Map.of());
        var code = String.valueOf(error.get("code"));
        yield new Flow.Fail(
            path,
            new StepError(code, String.valueOf(error.get("message"))),
            use.message() != null && code.equals(MISSING));
      }
    };
  }

  /** What a sealed value belongs to. */
  private String about(String path) {
    return "run/" + execution.run.key().id() + "/" + path;
  }

  private Bound bind(Step.Use use, String path, Frame frame) throws BindingException {
    var entry = execution.services.catalog().action(use.uses());
    if (entry == null) {
      throw new IllegalStateException("No action " + use.uses() + " is installed.");
    }
    var now = asOf(execution.history.of(path));
    var scope = execution.scope(frame, now);
    var json =
        entry.action() instanceof MessageAction<?, ?, ?>
            ? use.with().renderForPerson(scope)
            : use.with().render(scope);
    var input = Binder.bind(json, entry.action().input());
    return new Bound(use, path, frame, now, entry.action(), input, new StepLog());
  }

  /**
   * What is looked up, or done again, after an attempt without an answer is what was attempted: the
   * same words under the same key, also where they tell the time.
   */
  private Instant asOf(@Nullable StepHistory before) {
    return before != null
            && before.isUnfinished()
            && !EffectStep.SEND.equals(before.decision())
            && before.effect().get("now") instanceof String then
        ? Instant.parse(then)
        : execution.services.clock().instant();
  }

  private Flow read(Bound bound) {
    Clients.Lease lease;
    try {
      lease = lease(bound, false);
    } catch (Clients.NotAvailable e) {
      return fail(bound.path(), new StepError(e.code(), e.getMessage()), bound.log());
    }
    long started = System.nanoTime();
    var result = perform(bound, lease, LedgerKey.of(execution.run.key(), bound.path()), List.of());
    var took = Duration.ofNanos(System.nanoTime() - started);
    return switch (result) {
      case Attempt.Result.Done(Object output, var reference) -> done(bound, output, took);
      case Attempt.Result.Again(StepError error, var after) -> again(bound, error, after, null);
      case Attempt.Result.SignedOut(StepError error) -> signedOut(bound, error, null);
      case Attempt.Result.Failed(StepError error) -> failOrAgain(bound, error);
      case Attempt.Result.Unknown(StepError error) -> again(bound, error, null, null);
    };
  }

  /** A permanent error is tried again only where the recipe names its code. */
  private Flow failOrAgain(Bound bound, StepError error) {
    var retry = retry(bound.use());
    return retry.on().contains(error.code())
        ? again(bound, error, null, null)
        : fail(bound.path(), error, bound.log());
  }

  Clients.Lease lease(Bound bound, boolean practice) throws Clients.NotAvailable {
    return execution
        .services
        .clients()
        .lease(execution.run.workspace(), bound.use().uses(), bound.use().connection(), practice);
  }

  <I extends Record> Attempt.Result perform(
      Bound bound,
      Clients.Lease lease,
      String effectKey,
      List<org.carelay.connector.Recipient> recipients) {
    @SuppressWarnings("unchecked") // The input was bound to the action's own input type.
    var action = (Action<?, I, ?>) bound.action();
    @SuppressWarnings("unchecked")
    var input = (I) bound.input();
    var target = target(bound, lease, effectKey, recipients);
    var result = attempts.perform(action, input, target, bound.log());
    if (result instanceof Attempt.Result.Done) {
      target.guests().made().forEach(execution.history::add);
    }
    var before = execution.history.of(bound.path());
    if (result instanceof Attempt.Result.Done && before != null && before.attempts() > 0) {
      // It may have been signed out before; where it was not, nothing is closed.
      execution.history.add(
          new Operation.Close(
              execution.run.workspace(),
              connectionMatter(bound.use()),
              "gone",
              execution.services.ids().now()));
    }
    return result;
  }

  private static String connectionMatter(Step.Use use) {
    return "connection/" + connection(use);
  }

  private static String connection(Step.Use use) {
    return Objects.requireNonNullElse(use.connection(), use.uses());
  }

  Attempt.Target target(
      Bound bound,
      Clients.Lease lease,
      String effectKey,
      List<org.carelay.connector.Recipient> recipients) {
    var timeout = bound.use().timeout();
    var place =
        new Attempt.Place(execution.run.workspace(), execution.run.recipe().id(), bound.use().id());
    return new Attempt.Target(
        lease,
        effectKey,
        place,
        execution.run.recipe().zone(),
        timeout == null ? DEFAULT_TIMEOUT : timeout,
        recipients,
        new Guests(execution, bound));
  }

  Attempt attempts() {
    return attempts;
  }

  Flow done(Bound bound, Object output, Duration took) {
    var body = new HashMap<String, Object>();
    body.put(
        "output",
        execution.services.secrets().sealed(bound.action().output(), output, about(bound.path())));
    body.put("durationMs", took.toNanos() / 1_000 / 1_000.0);
    if (!bound.log().lines().isEmpty()) {
      body.put("log", bound.log().lines());
    }
    execution.history.record(EntryKind.DONE, bound.path(), body);
    bound.frame().put(bound.use().id(), output);
    var results = execution.services.results();
    if (results.isAwaited(execution.run.key().id(), bound.use().id())) {
      execution.flush();
      results.done(execution.run.key().id(), output);
    }
    if (took.compareTo(SLOW) > 0) {
      execution.flush();
    }
    return Flow.DONE;
  }

  /**
   * The step is tried again after a while, or fails when it was tried often enough.
   *
   * @param usefulUntil no try after this instant, or null
   */
  Flow again(
      Bound bound, StepError error, @Nullable Duration asked, @Nullable Instant usefulUntil) {
    var before = execution.history.of(bound.path());
    int failed = (before == null ? 0 : before.attempts()) + 1;
    var retry = retry(bound.use());
    var delay = delay(retry, failed);
    if (asked != null && asked.compareTo(delay) > 0) {
      delay = asked;
    }
    Instant next = execution.services.clock().instant().plus(delay);
    if (failed >= retry.attempts() || usefulUntil != null && next.isAfter(usefulUntil)) {
      return fail(bound.path(), error, bound.log());
    }
    execution.history.record(
        EntryKind.ATTEMPT_FAILED,
        bound.path(),
        Map.of(
            "error", error.toJson(),
            "attempt", failed,
            "retryAt", next.toString(),
            "log", bound.log().lines()));
    return new Flow.Park(RunState.WAITING, next, bound.action().effect() != Effect.READ);
  }

  /** A credential that does not work is a matter for a person, and is tried again meanwhile. */
  Flow signedOut(Bound bound, StepError error, @Nullable Instant usefulUntil) {
    execution.history.add(
        new Operation.Raise(
            execution.run.workspace(),
            connectionMatter(bound.use()),
            "connection",
            execution.run.recipe().id(),
            execution.run.key().id(),
            bound.path(),
            "Connection \"" + connection(bound.use()) + "\" does not work: " + error.message(),
            List.of("done"),
            execution.services.ids().now()));
    return again(bound, error, null, usefulUntil);
  }

  Flow fail(String path, StepError error, StepLog log) {
    var body = new HashMap<String, Object>();
    body.put("error", error.toJson());
    if (!log.lines().isEmpty()) {
      body.put("log", log.lines());
    }
    execution.history.record(EntryKind.FAILED, path, body);
    return new Flow.Fail(path, error);
  }

  /** A message with a hole in it goes to nobody, and a person hears of each. */
  private Flow missing(Step.Use use, String path, MissingValueException e) {
    var error =
        new StepError(MISSING, e.getMessage() + ", so step \"" + use.id() + "\" did nothing.");
    if (use.message() != null) {
      execution.history.add(
          new Operation.Raise(
              execution.run.workspace(),
              "run/" + execution.run.key().id() + "/" + path,
              MISSING,
              execution.run.recipe().id(),
              execution.run.key().id(),
              path,
              "A message was not sent: " + error.message(),
              List.of("replay", "done"),
              execution.services.ids().now()));
    }
    fail(path, error, new StepLog());
    return new Flow.Fail(path, error, use.message() != null);
  }

  private Retry retry(Step.Use use) {
    if (use.retry() != null) {
      return use.retry();
    }
    var policy = execution.run.recipe().policy().retry();
    return policy == null ? DEFAULT_RETRY : policy;
  }

  /** Exponential, with up to a fifth of jitter so that many runs do not come back at once. */
  private static Duration delay(Retry retry, int failed) {
    double millis = retry.delay().toMillis() * Math.pow(retry.factor(), failed - 1.0);
    millis = Math.min(millis, retry.maxDelay().toMillis());
    return Duration.ofMillis(
        (long) (millis * (0.8 + 0.2 * ThreadLocalRandom.current().nextDouble())));
  }

  private boolean isFuture(Instant instant) {
    return instant.isAfter(execution.services.clock().instant());
  }
}
