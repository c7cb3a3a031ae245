package org.carelay.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.Effect;
import org.carelay.connector.MessageAction;
import org.carelay.connector.Recipient;
import org.carelay.engine.effect.LedgerKey;
import org.carelay.engine.effect.Masks;
import org.carelay.engine.effect.Verdict;
import org.carelay.engine.journal.EffectState;
import org.carelay.engine.journal.EntryKind;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.journal.RunState;
import org.carelay.engine.store.Clients;
import org.jspecify.annotations.Nullable;

/**
 * A step that changes the outside: judged by the gate if it reaches a person, put in the ledger
 * before it is tried, tried once, and its outcome recorded. What follows an unknown outcome is in
 * {@link UnknownOutcome}.
 */
final class EffectStep {
  /** How long after its event a message is still of use, where the recipe says nothing. */
  private static final Duration DEFAULT_EXPIRY = Duration.ofHours(24);

  /** What the output of a message says that the gate did not let pass. */
  static final String NOT_SENT = "Not sent";

  static final String TOO_LATE = "Too late";
  static final String BAD_ADDRESS = "Bad address";

  /** What a person decides about a message that waits. */
  static final String SEND = "send";

  private static final Map<String, Object> ALREADY = Map.of("status", "Already sent");
  private static final String DROPPED = "A person decided not to send it.";

  private final RunExecution execution;
  private final UseStep uses;
  private final UseStep.Bound bound;
  private final @Nullable StepHistory before;
  private final boolean message;

  EffectStep(RunExecution execution, UseStep uses, UseStep.Bound bound) {
    this.execution = execution;
    this.uses = uses;
    this.bound = bound;
    this.before = execution.history.of(bound.path());
    this.message = bound.action().effect() == Effect.MESSAGE;
  }

  /** What the ledger is told about an effect. */
  record Plan(
      String key,
      @Nullable String purpose,
      @Nullable String subject,
      @Nullable Instant usefulUntil,
      List<Recipient> recipients) {}

  Flow go() {
    var decision = before == null ? null : before.decision();
    boolean tried = before != null && before.effectKey() != null;
    if ("drop".equals(decision)) {
      return tried ? leaveUnknown() : refuse(plan(), EffectState.SUPPRESSED, NOT_SENT, DROPPED);
    }
    if ("done".equals(decision)) {
      return settled(
          plan(), Map.of("status", "Sent", "confirmedBy", "person"), null, 0, Duration.ZERO);
    }
    if (before != null && before.isUnfinished() && !SEND.equals(decision)) {
      return unfinished();
    }
    return message ? judge(plan()) : attempt(plan());
  }

  /** It may have gone out, so its key stays taken. */
  private Flow leaveUnknown() {
    settle(plan(), EffectState.UNKNOWN, null, 0, DROPPED);
    return uses.done(bound, Map.of("status", "Unknown", "reason", DROPPED), Duration.ZERO);
  }

  /** An attempt was recorded and nothing after it: the process died, or the outcome was unclear. */
  private Flow unfinished() {
    return bound.action().effect() == Effect.IDEMPOTENT_WRITE
        ? attempt(plan())
        : new UnknownOutcome(execution, uses, bound, this).look();
  }

  Plan plan() {
    var spec = bound.use().message();
    if (!message || spec == null) {
      return new Plan(LedgerKey.of(execution.run.key(), bound.path()), null, null, null, List.of());
    }
    var scope = execution.scope(bound.frame(), bound.now());
    var subjectTemplate =
        spec.subject() == null ? execution.run.recipe().subject() : spec.subject();
    var subject = Objects.requireNonNull(subjectTemplate, "checked on import").renderName(scope);
    var occurrence = spec.occurrence().renderName(scope);
    var replaced = replaced();
    var known = before == null ? null : before.effectKey();
    var key = known == null && replaced != null ? replaced.effectKey() : known;
    if (key == null) {
      key =
          LedgerKey.of(
              execution.run.recipe().id(), spec.purpose(), subject, occurrence, spec.touch());
    }
    var expires = spec.expires() == null ? DEFAULT_EXPIRY : spec.expires();
    return new Plan(
        key, spec.purpose(), subject, execution.run.occurredAt().plus(expires), recipients());
  }

  /** The earlier step whose message this one stands for. */
  private @Nullable StepHistory replaced() {
    var path = replacedPath();
    return path == null ? null : execution.history.of(path);
  }

  private @Nullable String replacedPath() {
    var spec = bound.use().message();
    return spec == null || spec.instead() == null
        ? null
        : execution.history.earlier(bound.path(), spec.instead());
  }

  private List<Recipient> recipients() {
    @SuppressWarnings("unchecked") // The input was bound to the action's own input type.
    var action = (MessageAction<?, Record, ?>) bound.action();
    return action.recipients(bound.input());
  }

  private Flow judge(Plan plan) {
    var spec = bound.use().message();
    var recheck = spec == null ? null : spec.recheck();
    if (recheck != null && !recheck.test(execution.scopeWhenSending(bound.frame()))) {
      return refuse(plan, EffectState.SUPPRESSED, NOT_SENT, "It is no longer true.");
    }
    boolean decided = before != null && SEND.equals(before.decision());
    var verdict =
        execution
            .services
            .gate()
            .judge(
                new org.carelay.engine.effect.Gate.Message(
                    execution.run.workspace(),
                    plan.recipients(),
                    Objects.requireNonNull(plan.usefulUntil()),
                    decided));
    return switch (verdict) {
      case Verdict.Pass(List<Recipient> recipients) -> {
        if (execution.history.resumed()) {
          close("released");
        }
        yield attempt(
            new Plan(plan.key(), plan.purpose(), plan.subject(), plan.usefulUntil(), recipients));
      }
      case Verdict.Hold(String reason) -> hold(plan, reason);
      case Verdict.Suppress(String reason) ->
          refuse(plan, EffectState.SUPPRESSED, NOT_SENT, reason);
      case Verdict.Expired(String reason) -> {
        raise("expired", "A message was not sent, because it came too late. " + reason, "done");
        yield refuse(plan, EffectState.EXPIRED, TOO_LATE, reason);
      }
      case Verdict.BadAddress(String reason) -> {
        raise("bad-address", "A message was not sent. " + reason, "done");
        yield refuse(plan, EffectState.FAILED, BAD_ADDRESS, reason);
      }
    };
  }

  /** Into the ledger first, then the one attempt. */
  private Flow attempt(Plan plan) {
    Clients.Lease lease;
    try {
      lease = uses.lease(bound, message && execution.services.gate().practice());
    } catch (Clients.NotAvailable e) {
      return uses.fail(bound.path(), new StepError(e.code(), e.getMessage()), bound.log());
    }
    if (replaced() != null) {
      // What became of the other message is durable before this one takes its key.
      execution.flush();
    }
    record(plan, EffectState.TRYING, null);
    var body = new HashMap<String, Object>();
    body.put("key", plan.key());
    body.put("failedBefore", before == null ? 0 : before.attempts());
    body.put("now", bound.now().toString());
    execution.history.record(EntryKind.EFFECT, bound.path(), body);
    if (isTaken(plan)) {
      return uses.done(bound, ALREADY, Duration.ZERO);
    }
    long started = System.nanoTime();
    var result = uses.perform(bound, lease, plan.key(), plan.recipients());
    var took = Duration.ofNanos(System.nanoTime() - started);
    return switch (result) {
      case Attempt.Result.Done(Object output, var reference) ->
          settled(plan, output, reference, 1, took);
      case Attempt.Result.Again(StepError error, var after) -> {
        settle(plan, EffectState.FAILED, null, 1, error.code());
        yield uses.again(bound, error, after, plan.usefulUntil());
      }
      case Attempt.Result.SignedOut(StepError error) -> {
        settle(plan, EffectState.FAILED, null, 1, error.code());
        yield uses.signedOut(bound, error, plan.usefulUntil());
      }
      case Attempt.Result.Failed(StepError error) -> {
        settle(plan, EffectState.FAILED, null, 1, error.code());
        yield uses.fail(bound.path(), error, bound.log());
      }
      case Attempt.Result.Unknown(StepError error) ->
          new UnknownOutcome(execution, uses, bound, this).begin(error);
    };
  }

  /** Done for certain; a message's outcome is durable before anything else happens. */
  Flow settled(Plan plan, Object output, @Nullable String reference, int attempts, Duration took) {
    settle(plan, EffectState.DONE, reference, attempts, null);
    Flow flow = uses.done(bound, output, took);
    if (bound.action().effect() != Effect.IDEMPOTENT_WRITE) {
      execution.flush();
    }
    return flow;
  }

  /** Commits what is recorded, and says whether the key belongs to somebody else. */
  private boolean isTaken(Plan plan) {
    return execution
        .flush()
        .isTaken(execution.run.key(), bound.path(), execution.run.workspace(), plan.key());
  }

  private Flow hold(Plan plan, String reason) {
    record(plan, EffectState.HELD, reason);
    if (isTaken(plan)) {
      return uses.done(bound, ALREADY, Duration.ZERO);
    }
    raise("held", "A message waits for you. " + reason, "send", "drop");
    return new Flow.Park(RunState.HELD, null, true);
  }

  private Flow refuse(Plan plan, EffectState state, String status, String reason) {
    record(plan, state, reason);
    settle(plan, state, null, 0, reason);
    return uses.done(bound, Map.of("status", status, "reason", reason), Duration.ZERO);
  }

  private void record(Plan plan, EffectState state, @Nullable String detail) {
    execution.history.add(
        new Operation.PlanEffect(
            execution.run.workspace(),
            plan.key(),
            execution.run.key(),
            execution.run.recipe().id(),
            bound.path(),
            plan.purpose(),
            plan.subject(),
            plan.recipients().isEmpty() ? null : Masks.address(plan.recipients().getFirst()),
            state,
            detail,
            state == EffectState.TRYING ? replacedPath() : null,
            execution.services.ids().now()));
  }

  void settle(
      Plan plan,
      EffectState state,
      @Nullable String reference,
      int attempts,
      @Nullable String detail) {
    execution.history.add(
        new Operation.SettleEffect(
            execution.run.workspace(),
            plan.key(),
            execution.run.key(),
            bound.path(),
            state,
            reference,
            attempts,
            detail,
            execution.services.ids().now()));
  }

  void raise(String kind, String sentence, String... decisions) {
    execution.history.add(
        new Operation.Raise(
            execution.run.workspace(),
            source(),
            kind,
            execution.run.recipe().id(),
            execution.run.key().id(),
            bound.path(),
            sentence,
            List.of(decisions),
            execution.services.ids().now()));
  }

  /** Closes what {@link #raise} raised. */
  void close(String decision) {
    execution.history.add(
        new Operation.Close(
            execution.run.workspace(), source(), decision, execution.services.ids().now()));
  }

  private String source() {
    return "run/" + execution.run.key().id() + "/" + bound.path();
  }
}
