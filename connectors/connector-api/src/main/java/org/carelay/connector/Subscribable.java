package org.carelay.connector;

import java.util.List;
import java.util.Map;

/** A client to which people subscribe their browsers, on a page whose link they were given. */
public interface Subscribable extends Client {
  /**
   * What the page shows.
   *
   * @param publicKey with which browsers subscribe
   * @param topics what can be subscribed to
   */
  record Offer(String publicKey, List<String> topics) {}

  /** Something cannot be done; the message says what to change. */
  final class Refused extends Exception {
    private final String code;

    public Refused(String code, String message) {
      super(message);
      this.code = code;
    }

    public String code() {
      return code;
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /** Whether there is such a page, and a visitor has its link. */
  boolean admits(String token);

  Offer offer();

  /**
   * Subscribes a browser to topics and to no others.
   *
   * @param subscription as {@code PushSubscription.toJSON()} gives it
   * @param topics none ends all subscriptions of this browser
   * @param person whose browser it is, as they call themselves
   */
  void subscribe(Map<?, ?> subscription, List<String> topics, String person, Memory memory)
      throws Refused;
}
