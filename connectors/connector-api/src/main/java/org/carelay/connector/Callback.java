package org.carelay.connector;

import org.jspecify.annotations.Nullable;

/**
 * News from the provider about an earlier effect. Posted to {@link ConnectionContext#callbackUrl}.
 */
public interface Callback<C extends Client> {
  /** Unique within the connector, such as {@code status}. */
  String id();

  /** Verifies and reads one post; order and repetition are not to be relied on. */
  Outcome receive(HttpCall call, C client);

  /** What becomes of a post. */
  sealed interface Outcome {
    /**
     * @param reference the provider's id, as given to {@link ActionContext#reference}
     * @param errorCode the provider's code where delivery failed
     */
    record Receipt(String reference, Delivery delivery, @Nullable String errorCode)
        implements Outcome {}

    record Refused(int status, String code, String message) implements Outcome {}
  }

  /** How far a message got, in order of rank: news of a lower rank never replaces a higher one. */
  enum Delivery {
    QUEUED,
    SENT,
    DELIVERED,
    UNDELIVERED,
    READ
  }
}
