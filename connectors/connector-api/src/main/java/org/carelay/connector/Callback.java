package org.carelay.connector;

import org.jspecify.annotations.Nullable;

/**
 * News from the provider about an earlier effect. Posted to {@link ConnectionContext#callbackUrl}.
 */
public interface Callback<C extends Client> {
  /** Unique within the connector, such as {@code status}. */
  String id();

  /**
   * Verifies and reads one post; order and repetition are not to be relied on. A GET is answered by
   * a page at most, since scanners follow every link.
   */
  Outcome receive(HttpCall call, C client);

  /** What becomes of a post. */
  sealed interface Outcome {
    /**
     * @param reference the provider's id, as given to {@link ActionContext#reference}
     * @param errorCode the provider's code where delivery failed
     * @param trouble what that code means, where the connector knows it
     */
    record Receipt(
        String reference, Delivery delivery, @Nullable String errorCode, @Nullable Trouble trouble)
        implements Outcome {
      public Receipt(String reference, Delivery delivery, @Nullable String errorCode) {
        this(reference, delivery, errorCode, null);
      }
    }

    /** Somebody wants no more messages at this address. */
    record OptOut(Recipient address) implements Outcome {}

    /**
     * What a person who has followed a link sees.
     *
     * @param html a whole page, without scripts
     */
    record Page(String html) implements Outcome {}

    record Refused(int status, String code, String message) implements Outcome {}
  }

  /**
   * Why a message did not arrive.
   *
   * @param kind can be counted and tested for in a recipe, such as {@code bad-number}
   * @param advice a sentence that says what to do, without personal data
   */
  record Trouble(String kind, String advice) {}

  /** How far a message got, in order of rank: news of a lower rank never replaces a higher one. */
  enum Delivery {
    QUEUED,
    SENT,
    DELIVERED,
    UNDELIVERED,
    READ
  }
}
