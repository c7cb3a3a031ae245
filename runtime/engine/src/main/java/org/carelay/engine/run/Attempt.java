package org.carelay.engine.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.carelay.connector.Action;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Effect;
import org.carelay.connector.Files;
import org.carelay.connector.Recipient;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.KeptFiles;
import org.carelay.recipe.Binder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One try of one action: opens the connection, calls, and says what came of it. */
public final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  /** What came of a try. */
  public sealed interface Result {
    /**
     * @param output JSON value
     * @param reference the provider's id
     */
    record Done(Object output, @Nullable String reference) implements Result {}

    /**
     * Surely nothing happened; trying again may help.
     *
     * @param after how long the provider asked us to wait
     */
    record Again(StepError error, @Nullable Duration after) implements Result {}

    /** Trying again will not help. */
    record Failed(StepError error) implements Result {}

    /** The credential does not work. */
    record SignedOut(StepError error) implements Result {}

    /** It may have happened. */
    record Unknown(StepError error) implements Result {}
  }

  /** A call of an action, whatever it calls. */
  @FunctionalInterface
  public interface Call<R> {
    R run(Client client, StepContext context) throws ConnectorException, InterruptedException;
  }

  private final Watchdog watchdog;
  private final Clock clock;
  private final KeptFiles files;

  Attempt(Watchdog watchdog, Clock clock, KeptFiles files) {
    this.watchdog = watchdog;
    this.clock = clock;
    this.files = files;
  }

  /** Performs the action once. */
  public <I extends Record> Result perform(
      Action<?, I, ?> action, I input, Target target, StepLog log) {
    var effect = action.effect();
    return guarded(
        target,
        log,
        effect,
        (client, context) -> {
          @SuppressWarnings("unchecked") // The catalog pairs an action with its connector's client.
          var fitting = (Action<Client, I, ?>) action;
          Object output = fitting.perform(client, input, context);
          return new Result.Done(
              Objects.requireNonNullElse(Binder.toJson(output), java.util.Map.of()),
              context.reference());
        });
  }

  /**
   * Where and for whom a call is made.
   *
   * @param recipients what the gate approved
   * @param guests takes the personal links it makes
   */
  record Target(
      Clients.Lease lease,
      String effectKey,
      Place place,
      ZoneId zone,
      Duration timeout,
      List<Recipient> recipients,
      Guests guests) {}

  /** Which step of which recipe. */
  public record Place(int workspace, String recipe, String step) {}

  Result guarded(Target target, StepLog log, Effect effect, Call<Result> call) {
    Instant deadline = clock.instant().plus(target.timeout());
    try (var guard = watchdog.guard(target.timeout())) {
      try {
        var context = new StepContext(target, clock, deadline, log, filesOf(target));
        return call.run(target.lease().client(), context);
      } catch (ConnectorException e) {
        return switch (e) {
          case ConnectorException.Retryable again -> new Result.Again(error(e), again.after());
          case ConnectorException.Permanent permanent -> new Result.Failed(error(e));
          case ConnectorException.AuthenticationFailed failed -> new Result.SignedOut(error(e));
          case ConnectorException.OutcomeUnknown unknown -> unclear(effect, error(e));
        };
      } catch (InterruptedException e) {
        if (guard.stop()) {
          return unclear(
              effect, new StepError("timed-out", "No answer within " + target.timeout() + "."));
        }
        Thread.currentThread().interrupt();
        return unclear(effect, new StepError("stopped", "The runtime was stopped."));
      } catch (RuntimeException e) {
        // The message may quote data; the class and the place are enough to find the fault.
        LOG.error(
            "{} failed unexpectedly: {} at {}",
            target.lease().connector(),
            e.getClass().getName(),
            e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "unknown place");
        var error =
            new StepError(
                "connector-fault",
                "The connector failed unexpectedly (" + e.getClass().getSimpleName() + ").");
        return effect == Effect.READ ? new Result.Failed(error) : unclear(effect, error);
      }
    }
  }

  private Files filesOf(Target target) {
    return files.of(target.place().workspace(), target.effectKey());
  }

  /** What may be repeated needs no certainty. */
  private static Result unclear(Effect effect, StepError error) {
    return switch (effect) {
      case READ, IDEMPOTENT_WRITE -> new Result.Again(error, null);
      case WRITE, MESSAGE -> new Result.Unknown(error);
    };
  }

  private static StepError error(ConnectorException e) {
    return new StepError(e.code(), e.getMessage());
  }
}
