package org.carelay.engine.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.carelay.connector.Effect;
import org.carelay.connector.Recipient;
import org.carelay.engine.effect.Gate;
import org.carelay.engine.effect.Verdict;
import org.carelay.engine.store.Clients;
import org.carelay.recipe.Binder;
import org.carelay.recipe.Schemas;
import org.jspecify.annotations.Nullable;

/** A step that would change the outside: judged as for real, and then left undone. */
final class TrialEffect implements Effects {
  /** In these states the ledger lets nobody send the same again. */
  private static final Set<String> STANDS =
      Set.of("trying", "held", "unknown", "done", "delivered", "undelivered");

  private final Map<String, Trials.Intent> intents;

  /**
   * @param intents takes what each step would do, by its path
   */
  TrialEffect(Map<String, Trials.Intent> intents) {
    this.intents = intents;
  }

  @Override
  public Flow go(RunExecution execution, UseStep uses, UseStep.Bound bound) {
    boolean message = bound.action().effect() == Effect.MESSAGE;
    try {
      uses.lease(bound, message && execution.services.gate().practice());
    } catch (Clients.NotAvailable e) {
      return uses.fail(bound.path(), new StepError(e.code(), e.getMessage()), bound.log());
    }
    intents.put(bound.path(), message ? judged(execution, uses, bound) : written(bound));
    return uses.done(bound, likelyOutput(bound.action().output()), Duration.ZERO);
  }

  private static Trials.Intent written(UseStep.Bound bound) {
    return new Trials.Intent("write", null, List.of(), Binder.toJson(bound.input()));
  }

  private static Trials.Intent judged(RunExecution execution, UseStep uses, UseStep.Bound bound) {
    var services = execution.services;
    var plan = new EffectStep(execution, uses, bound).plan();
    var addresses = plan.recipients().stream().map(Recipient::address).toList();
    var input = Binder.toJson(bound.input());
    var spec = bound.use().message();
    if (spec != null
        && spec.recheck() != null
        && !spec.recheck().test(execution.scopeWhenSending(bound.frame()))) {
      return new Trials.Intent("suppress", "It is no longer true.", addresses, input);
    }
    var verdict =
        services
            .gate()
            .judge(
                new Gate.Message(
                    execution.run.workspace(),
                    plan.recipients(),
                    Objects.requireNonNull(plan.usefulUntil()),
                    false));
    var standing = services.ledger().state(execution.run.workspace(), plan.key());
    return switch (verdict) {
      case Verdict.Pass(List<Recipient> approved) -> {
        var to = approved.stream().map(Recipient::address).toList();
        yield standing != null && STANDS.contains(standing)
            ? new Trials.Intent("already-sent", "The ledger has it as " + standing + ".", to, input)
            : new Trials.Intent("send", null, to, input);
      }
      case Verdict.Hold(String reason) -> new Trials.Intent("hold", reason, addresses, input);
      case Verdict.Suppress(String reason) ->
          new Trials.Intent("suppress", reason, addresses, input);
      case Verdict.Expired(String reason) -> new Trials.Intent("expire", reason, addresses, input);
      case Verdict.BadAddress(String reason) ->
          new Trials.Intent("bad-address", reason, addresses, input);
    };
  }

  /** The shape of what would have come back, so that later steps can be shown: the examples. */
  @SuppressWarnings("unchecked") // Guarded by isRecord.
  private static Object likelyOutput(Class<?> type) {
    if (!type.isRecord()) {
      return Map.of();
    }
    var output = new java.util.LinkedHashMap<String, Object>();
    if (Schemas.of((Class<? extends Record>) type).get("properties")
        instanceof Map<?, ?> properties) {
      properties.forEach((name, schema) -> output.put(String.valueOf(name), likely(schema)));
    }
    return output;
  }

  private static Object likely(@Nullable Object schema) {
    if (!(schema instanceof Map<?, ?> property)) {
      return Map.of();
    }
    if (property.get("examples") instanceof List<?> examples && !examples.isEmpty()) {
      return examples.getFirst();
    }
    return switch (String.valueOf(property.get("type"))) {
      case "string" -> "…";
      case "integer", "number" -> 1;
      case "boolean" -> true;
      case "array" -> List.of();
      default -> Map.of();
    };
  }
}
