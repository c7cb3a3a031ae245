package org.carelay.engine.effect;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.carelay.connector.Recipient;

/** In mode {@code allowlist} only listed addresses are reached. */
final class AllowlistRule implements Gate.Rule {
  private final DeliveryMode mode;
  private final Set<String> allowed;

  AllowlistRule(Gate.Settings settings) {
    this.mode = settings.mode();
    this.allowed =
        settings.allowed().stream()
            .map(a -> a.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Verdict judge(Gate.Message message, Instant now) {
    return mode != DeliveryMode.ALLOWLIST || message.recipients().stream().allMatch(this::listed)
        ? new Verdict.Pass(message.recipients())
        : new Verdict.Suppress("The recipient is not on the allow list of this runtime.");
  }

  private boolean listed(Recipient recipient) {
    var address = recipient.address().toLowerCase(Locale.ROOT);
    int at = address.lastIndexOf('@');
    return allowed.contains(address) || at >= 0 && allowed.contains(address.substring(at));
  }
}
