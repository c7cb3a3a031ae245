package org.carelay.connector;

import java.util.List;

/** A trigger that the outside posts to. */
public non-sealed interface HttpTrigger<C extends Client, I extends Record> extends Trigger<C, I> {
  /** The path claimed below {@code /hooks/}, without slashes at either end. */
  String path(I input, String connectionId);

  /**
   * Judges one request: is it allowed, and what events is it? Accepted events are durable before
   * the sender is answered.
   */
  Outcome receive(HttpCall call, I input, C client);

  /** What becomes of a request. */
  sealed interface Outcome {
    /**
     * @param reply what the sender expects in the body, where it expects anything
     */
    record Accepted(List<TriggerEvent> events, Reply reply) implements Outcome {}

    /**
     * @param status 4xx
     */
    record Refused(int status, String code, String message) implements Outcome {}
  }

  /** An HTTP answer. {@link #DEFAULT} stands for 202 and the event's id as JSON. */
  record Reply(int status, String contentType, String body) {
    public static final Reply DEFAULT = new Reply(202, "application/json", "");
  }
}
