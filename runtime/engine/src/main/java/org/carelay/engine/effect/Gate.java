package org.carelay.engine.effect;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.carelay.connector.Recipient;
import org.jspecify.annotations.Nullable;

/**
 * The one place every message goes through, right before it leaves. Rules are asked in order; the
 * first that does not let the message pass decides.
 */
public final class Gate {
  private final Clock clock;
  private final Settings settings;
  private final IntFunction<@Nullable String> hold;
  private final Rule optOuts;
  private final List<Rule> rules;

  /**
   * What a site has set.
   *
   * @param region for phone numbers without a country code, such as {@code US}
   * @param allowed addresses and {@code @domains} that {@link DeliveryMode#ALLOWLIST} lets pass
   */
  public record Settings(DeliveryMode mode, String region, Set<String> allowed) {}

  /**
   * A message about to leave.
   *
   * @param usefulUntil no longer of use after this
   * @param decided a person has looked at it and said "send"
   */
  public record Message(
      int workspace, List<Recipient> recipients, Instant usefulUntil, boolean decided) {}

  /** One reason why a message might not leave now. Consent, quiet hours and caps are rules too. */
  @FunctionalInterface
  public interface Rule {
    /** {@link Verdict.Pass} with the recipients as the next rule shall see them, or a refusal. */
    Verdict judge(Message message, Instant now);
  }

  /**
   * @param hold why all messages of a workspace are held; null where they are not
   * @param optOuts knows who wants no messages
   */
  public Gate(Clock clock, Settings settings, IntFunction<@Nullable String> hold, Rule optOuts) {
    this.clock = clock;
    this.hold = hold;
    this.optOuts = optOuts;
    this.settings = settings;
    this.rules =
        List.of(
            new AddressRule(settings.region()),
            optOuts,
            this::age,
            this::holdAll,
            new AllowlistRule(settings));
  }

  /** The same rules at another time. */
  public Gate at(Clock other) {
    return new Gate(other, settings, hold, optOuts);
  }

  public Verdict judge(Message message) {
    Instant now = clock.instant();
    var seen = message;
    for (Rule rule : rules) {
      switch (rule.judge(seen, now)) {
        case Verdict.Pass(List<Recipient> recipients) ->
            seen =
                new Message(
                    message.workspace(), recipients, message.usefulUntil(), message.decided());
        case Verdict refusal -> {
          return refusal;
        }
      }
    }
    return new Verdict.Pass(seen.recipients());
  }

  /** The recipients as they stand at the provider; as written where that cannot be told. */
  public List<Recipient> normalise(List<Recipient> recipients) {
    return new AddressRule(settings.region())
                .judge(new Message(0, recipients, Instant.MAX, true), clock.instant())
            instanceof Verdict.Pass(List<Recipient> normal)
        ? normal
        : recipients;
  }

  /** True where messages leave through the practice clinic, whatever a recipe names. */
  public boolean practice() {
    return settings.mode() == DeliveryMode.PRACTICE;
  }

  private Verdict age(Message message, Instant now) {
    return now.isAfter(message.usefulUntil())
        ? new Verdict.Expired("It was of use until " + message.usefulUntil() + " only.")
        : new Verdict.Pass(message.recipients());
  }

  private Verdict holdAll(Message message, Instant now) {
    var reason = message.decided() ? null : hold.apply(message.workspace());
    return reason == null ? new Verdict.Pass(message.recipients()) : new Verdict.Hold(reason);
  }
}
