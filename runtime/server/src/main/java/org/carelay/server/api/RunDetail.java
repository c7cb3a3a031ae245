package org.carelay.server.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carelay.engine.journal.RunState;
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
    RunState state,
    String eventKey,
    @Nullable String subject,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant nextAt,
    @Nullable UUID replayOf,
    @Nullable Failure error,
    Map<String, Object> event,
    List<Step> steps) {

  /** Why a run or a step failed. */
  record Failure(String code, String message) {
    private static @Nullable Failure of(@Nullable Object journaled) {
      return journaled instanceof Map<?, ?> error
          ? new Failure(String.valueOf(error.get("code")), String.valueOf(error.get("message")))
          : null;
    }
  }

  /**
   * One step.
   *
   * @param choice which way it went; null where it had no choice
   * @param input what it was given, with secrets masked; null where that cannot be told
   * @param log what its function printed, one line each; null if nothing
   */
  record Step(
      String id,
      @Schema(
              allowableValues = {
                "succeeded",
                "skipped",
                "failed",
                "chosen",
                "retrying",
                "waiting",
                "running",
                "unknown"
              })
          String state,
      int attempts,
      @Nullable Choice choice,
      @Nullable Map<String, Object> input,
      @Nullable Object output,
      @Nullable String log,
      @Nullable Failure error,
      @Nullable Double durationMs,
      Instant at) {}

  /**
   * Which way a step went: one of the three is there.
   *
   * @param branch -1 for otherwise
   * @param items how many its loop had
   * @param reason why it was skipped
   */
  record Choice(@Nullable Integer branch, @Nullable Integer items, @Nullable String reason) {
    private static @Nullable Choice of(@Nullable Map<String, Object> choice) {
      return choice == null
          ? null
          : new Choice(
              choice.get("branch") instanceof Number branch ? branch.intValue() : null,
              choice.get("items") instanceof Number items ? items.intValue() : null,
              choice.get("reason") instanceof String reason ? reason : null);
    }
  }

  static RunDetail of(RunReads.Detail detail, Map<String, Map<String, Object>> inputs) {
    var run = detail.run();
    return new RunDetail(
        run.id(),
        run.recipe(),
        run.version(),
        RunState.of(run.state()),
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
        detail.steps().stream().map(step -> step(step, inputs.get(step.id()))).toList());
  }

  static Step step(RunReads.StepView step, @Nullable Map<String, Object> input) {
    return new Step(
        step.id(),
        step.state(),
        step.attempts(),
        Choice.of(step.choice()),
        input,
        step.output(),
        step.log().isEmpty()
            ? null
            : step.log().stream().map(String::valueOf).collect(Collectors.joining("\n")),
        Failure.of(step.error()),
        step.durationMs() instanceof Number took ? took.doubleValue() : null,
        step.at());
  }
}
