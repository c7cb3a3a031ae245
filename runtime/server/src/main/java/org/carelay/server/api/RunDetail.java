package org.carelay.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carelay.engine.store.RunReads;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param event the names that the event put in scope
 */
record RunDetail(
    UUID id,
    String recipe,
    int version,
    String state,
    String eventKey,
    @Nullable String subject,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant nextAt,
    @Nullable UUID replayOf,
    @Nullable Failure error,
    Map<String, Object> event,
    List<Step> steps) {

  /** Why a run failed. */
  record Failure(String code, String message) {}

  /**
   * One step.
   *
   * @param choice which way it went: {@code branch} (-1 for otherwise), {@code items} (how many) or
   *     {@code reason} (why it was skipped)
   * @param log what its function printed, one line each; null if nothing
   */
  record Step(
      String id,
      String state,
      int attempts,
      @Nullable Map<String, Object> choice,
      @Nullable Object output,
      @Nullable String log,
      @Nullable Object error,
      @Nullable Object durationMs,
      Instant at) {}

  static RunDetail of(RunReads.Detail detail) {
    var run = detail.run();
    return new RunDetail(
        run.id(),
        run.recipe(),
        run.version(),
        run.state(),
        run.eventKey(),
        run.subject(),
        run.startedAt(),
        run.endedAt(),
        run.nextAt(),
        run.replayOf(),
        run.errorCode() == null
            ? null
            : new Failure(run.errorCode(), String.valueOf(run.errorMessage())),
        detail.event(),
        detail.steps().stream().map(RunDetail::step).toList());
  }

  static Step step(RunReads.StepView step) {
    return new Step(
        step.id(),
        step.state(),
        step.attempts(),
        step.choice(),
        step.output(),
        step.log().isEmpty()
            ? null
            : step.log().stream().map(String::valueOf).collect(Collectors.joining("\n")),
        step.error(),
        step.durationMs(),
        step.at());
  }
}
