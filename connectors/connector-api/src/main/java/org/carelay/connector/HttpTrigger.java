package org.carelay.connector;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trigger that the outside posts to. */
public non-sealed interface HttpTrigger<C extends Client, I extends Record> extends Trigger<C, I> {
  /** The path claimed below {@code /hooks/}, without slashes at either end. */
  String path(I input, String connectionId);

  /**
   * Judges one request: is it allowed, and what events is it? Accepted events are durable before
   * the sender is answered.
   */
  Outcome receive(HttpCall call, I input, C client);

  /**
   * Whose output the sender waits for; null where it is told at once that the event was accepted.
   */
  default @Nullable Answering answering(I input) {
    return null;
  }

  /**
   * The answer that a step's output makes.
   *
   * @param output JSON value
   */
  default Reply answer(Object output) {
    return Reply.DEFAULT;
  }

  /**
   * What a sender waits for.
   *
   * @param steps the first of them to come to its end answers
   * @param within after this the sender is told that the event was accepted
   */
  record Answering(List<String> steps, Duration within) {}

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
  record Reply(int status, String contentType, String body, Map<String, String> headers) {
    public static final Reply DEFAULT = new Reply(202, "application/json", "");

    public Reply(int status, String contentType, String body) {
      this(status, contentType, body, Map.of());
    }
  }
}
