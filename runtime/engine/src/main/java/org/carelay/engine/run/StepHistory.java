package org.carelay.engine.run;

import java.time.Instant;
import java.util.Map;
import org.carelay.engine.journal.EntryKind;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to one step of a run.
 *
 * @param outcome how it ended; null while it has not
 * @param attempts how many have failed
 * @param retryAt when it is tried again, or a wait ends
 * @param effectKey its key in the ledger, once it is there
 * @param effect what was recorded when the effect was planned
 * @param effectAt when the last attempt at the effect began
 * @param looks how often the provider was asked about an unknown outcome
 * @param unknown true while the outcome is unknown
 * @param decision what a person decided
 */
record StepHistory(
    @Nullable Outcome outcome,
    int attempts,
    @Nullable Instant retryAt,
    @Nullable String effectKey,
    Map<String, Object> effect,
    @Nullable Instant effectAt,
    int looks,
    boolean unknown,
    @Nullable String decision) {
  static final StepHistory NEW =
      new StepHistory(null, 0, null, null, Map.of(), null, 0, false, null);

  /** How a step ended. */
  record Outcome(EntryKind kind, Map<String, Object> body) {}

  /** True where an attempt was begun, and nothing is known of its end. */
  boolean isUnfinished() {
    int failedBefore = effect.get("failedBefore") instanceof Number n ? n.intValue() : 0;
    return outcome == null && effectKey != null && attempts == failedBefore;
  }

  StepHistory after(EntryKind kind, Instant at, Map<String, Object> body) {
    return switch (kind) {
      case DONE, SKIPPED, FAILED, CHOSEN ->
          new StepHistory(
              new Outcome(kind, body),
              attempts,
              null,
              effectKey,
              effect,
              effectAt,
              looks,
              false,
              decision);
      case ATTEMPT_FAILED ->
          new StepHistory(
              null,
              attempts + 1,
              instant(body, "retryAt"),
              effectKey,
              effect,
              effectAt,
              looks,
              false,
              null);
      case WAITING ->
          new StepHistory(
              null,
              attempts,
              instant(body, "until"),
              effectKey,
              effect,
              effectAt,
              looks,
              unknown,
              decision);
      case EFFECT ->
          new StepHistory(
              null, attempts, null, String.valueOf(body.get("key")), body, at, 0, false, null);
      case UNKNOWN ->
          new StepHistory(
              null,
              attempts,
              instant(body, "lookAt"),
              effectKey,
              effect,
              effectAt,
              looks + 1,
              true,
              decision);
      case DECIDED ->
          new StepHistory(
              null,
              attempts,
              null,
              effectKey,
              effect,
              effectAt,
              looks,
              unknown,
              String.valueOf(body.get("decision")));
    };
  }

  private static @Nullable Instant instant(Map<String, Object> body, String name) {
    return body.get(name) instanceof String text ? Instant.parse(text) : null;
  }
}
