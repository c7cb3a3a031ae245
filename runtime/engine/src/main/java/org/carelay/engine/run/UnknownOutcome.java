package org.carelay.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Effect;
import org.carelay.connector.TraceableAction;
import org.carelay.engine.journal.EffectState;
import org.carelay.engine.journal.EntryKind;
import org.carelay.engine.journal.RunState;
import org.carelay.engine.store.Clients;

/**
 * What is done about an effect that may or may not have happened: the provider is asked where it
 * can be asked. What it holds counts as done. What it still does not hold after the last look was
 * never taken, and is tried once more; a second unknown outcome, or a provider that cannot be
 * asked, is for a person to decide.
 */
final class UnknownOutcome {
  /** When the provider is asked, counted from the attempt: its lists may lag behind. */
  private static final List<Duration> LOOKS =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(8),
          Duration.ofSeconds(25),
          Duration.ofSeconds(60));

  /** Clocks differ: what the provider dates this much before the attempt may still be it. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  /** A machine's clock may be hours off for a while; nobody but a person can tell then. */
  private static final Duration DOUBT = Duration.ofHours(24);

  /** A second try is the last that is made without a person. */
  private static final int MAX_TRIES = 2;

  private final RunExecution execution;
  private final UseStep uses;
  private final UseStep.Bound bound;
  private final EffectStep effect;

  UnknownOutcome(RunExecution execution, UseStep uses, UseStep.Bound bound, EffectStep effect) {
    this.execution = execution;
    this.uses = uses;
    this.bound = bound;
    this.effect = effect;
  }

  /** The attempt ended without an answer. */
  Flow begin(StepError error) {
    var plan = effect.plan();
    effect.settle(plan, EffectState.UNKNOWN, null, 1, error.code());
    if (!(bound.action() instanceof TraceableAction<?, ?, ?>)) {
      return ask("It is not known whether this went out (" + error.message() + ").");
    }
    effect.raise(
        "unknown",
        "It is not known whether this went out; the provider is being asked. " + error.message(),
        "done",
        "send",
        "drop");
    return park(0);
  }

  /** Goes on from where the history stands. */
  Flow look() {
    var known = Objects.requireNonNull(execution.history.of(bound.path()));
    if (!known.unknown()) {
      return begin(new StepError("interrupted", "The runtime stopped while it was under way."));
    }
    if (!(bound.action() instanceof TraceableAction<?, ?, ?> traceable)) {
      return new Flow.Park(RunState.HELD, null, true);
    }
    Instant since = Objects.requireNonNull(known.effectAt());
    Clients.Lease lease;
    try {
      lease =
          uses.lease(
              bound,
              bound.action().effect() == Effect.MESSAGE && execution.services.gate().practice());
    } catch (Clients.NotAvailable e) {
      return ask("The provider cannot be asked: " + e.getMessage());
    }
    return execution.services.ledger().claiming(() -> follow(ask(traceable, lease, since), known));
  }

  private Flow follow(Attempt.Result result, StepHistory known) {
    return switch (result) {
      case Attempt.Result.Done(Object output, var reference) -> {
        effect.close("found");
        yield effect.settled(effect.plan(), output, reference, 0, Duration.ZERO);
      }
      case Attempt.Result.Again(StepError error, var after) -> notFound(known);
      case Attempt.Result.Unknown(StepError error) -> notFound(known);
      case Attempt.Result.SignedOut(StepError error) ->
          ask("The provider cannot be asked: " + error.message());
      case Attempt.Result.Failed(StepError error) when error.code().equals(NOT_THERE) ->
          notThere(known);
      case Attempt.Result.Failed(StepError error) ->
          ask("The provider cannot be asked: " + error.message());
    };
  }

  private static final String NOT_THERE = "not-there";

  @SuppressWarnings("unchecked") // The input was bound to the action's own input type.
  private Attempt.Result ask(
      TraceableAction<?, ?, ?> traceable, Clients.Lease lease, Instant since) {
    var action = (TraceableAction<Client, Record, Object>) traceable;
    var plan = effect.plan();
    var target = uses.target(bound, lease, plan.key(), recipients(plan));
    return uses.attempts()
        .guarded(
            target,
            bound.log(),
            Effect.READ,
            (client, context) ->
                judged(
                    action.trace(client, bound.input(), since.minus(DOUBT), context).stream()
                        .sorted(Comparator.comparing(TraceableAction.Trace::createdAt))
                        .filter(t -> isFree(t.reference(), plan.key()))
                        .toList(),
                    since.minus(SKEW),
                    plan.key()));
  }

  /**
   * @param key what carries it is ours, whenever it was made
   */
  private static Attempt.Result judged(
      List<? extends TraceableAction.Trace<?>> found, Instant since, String key)
      throws ConnectorException.Permanent {
    for (var one : found) {
      if (one.reference().equals(key) || !one.createdAt().isBefore(since)) {
        return new Attempt.Result.Done(
            Objects.requireNonNullElse(org.carelay.recipe.Binder.toJson(one.output()), Map.of()),
            one.reference());
      }
    }
    throw found.isEmpty()
        ? new ConnectorException.Permanent(NOT_THERE, "The provider holds nothing like it.", null)
        : new ConnectorException.Permanent(
            "another-time",
            "The provider holds the same, but of an earlier time. One of the clocks may be wrong.",
            null);
  }

  private List<org.carelay.connector.Recipient> recipients(EffectStep.Plan plan) {
    return execution.services.gate().normalise(plan.recipients());
  }

  /** What the provider holds may belong to another effect with the same text. */
  private boolean isFree(String reference, String key) {
    return execution.services.ledger().isFree(execution.run.workspace(), reference, key);
  }

  private Flow notThere(StepHistory known) {
    if (known.looks() < LOOKS.size()) {
      return park(known.looks());
    }
    effect.settle(effect.plan(), EffectState.FAILED, null, 0, NOT_THERE);
    boolean again = known.attempts() + 1 < MAX_TRIES;
    if (!again) {
      return ask("It did not arrive at the provider twice.");
    }
    effect.close("not-there");
    execution.history.record(
        EntryKind.ATTEMPT_FAILED,
        bound.path(),
        Map.of(
            "error", new StepError(NOT_THERE, "The provider never took it.").toJson(),
            "attempt", known.attempts() + 1,
            "retryAt", execution.services.clock().instant().toString()));
    return new Flow.Park(RunState.WAITING, execution.services.clock().instant(), true);
  }

  private Flow notFound(StepHistory known) {
    return known.looks() < LOOKS.size()
        ? park(known.looks())
        : ask("The provider did not answer when asked.");
  }

  private Flow park(int look) {
    var known = Objects.requireNonNull(execution.history.of(bound.path()));
    Instant at = Objects.requireNonNull(known.effectAt()).plus(LOOKS.get(look));
    Instant now = execution.services.clock().instant();
    Instant lookAt = at.isBefore(now) ? now.plusSeconds(1) : at;
    execution.history.record(EntryKind.UNKNOWN, bound.path(), Map.of("lookAt", lookAt.toString()));
    return new Flow.Park(RunState.WAITING, lookAt, true);
  }

  /** A person must decide. */
  private Flow ask(String why) {
    effect.settle(effect.plan(), EffectState.UNKNOWN, null, 0, "held");
    effect.raise("unknown", why + " Find out, then decide.", "done", "send", "drop");
    execution.history.record(EntryKind.UNKNOWN, bound.path(), Map.of());
    return new Flow.Park(RunState.HELD, null, true);
  }
}
