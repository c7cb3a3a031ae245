package org.carelay.server.api;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.carelay.server.Running;
import org.carelay.server.Services;
import org.carelay.server.access.Roles;
import org.carelay.server.web.ProblemException;
import org.carelay.workers.FunctionCall;
import org.carelay.workers.FunctionError;
import org.carelay.workers.FunctionResult;
import org.carelay.workers.Isolation;
import org.carelay.workers.Language;
import org.jspecify.annotations.Nullable;

/** Tries functions. */
@Controller("/api/v1/functions")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Functions")
final class FunctionController {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

  /** How long a trial may wait for a worker, on top of its own time. */
  private static final Duration WAITING = Duration.ofSeconds(30);

  private final Running running;

  FunctionController(Running running) {
    this.running = running;
  }

  /**
   * A function to try.
   *
   * @param timeout ISO-8601, such as {@code PT10S}
   */
  record Trial(
      @Nullable String language,
      @Nullable String code,
      @Nullable Object input,
      @Nullable String timeout) {}

  record TrialResult(
      boolean ok,
      @Nullable Object output,
      String log,
      @Nullable TrialError error,
      long durationMs,
      @Nullable Long peakMemoryBytes) {}

  record TrialError(String code, String message, @Nullable Integer line) {}

  @Post("/test")
  @Operation(summary = "Tries a function on an input; saves nothing")
  TrialResult test(@Body Trial trial) throws InterruptedException {
    var timeout = timeout(trial.timeout());
    var call =
        new FunctionCall(
            new FunctionCall.Owner(String.valueOf(Services.WORKSPACE), "$trial", "trial"),
            new FunctionCall.Source(
                language(ProblemException.require(trial.language(), "/language")),
                ProblemException.require(trial.code(), "/code")),
            trial.input(),
            Map.of(),
            FunctionCall.Permissions.DEFAULT,
            Isolation.FRESH,
            timeout,
            timeout.plus(WAITING));
    return switch (running.services().functions().call(call)) {
      case FunctionResult.Returned(var output, var log, var duration) ->
          new TrialResult(true, output, joined(log), null, duration.toMillis(), null);
      case FunctionResult.Failed(var error, var log, var duration) ->
          new TrialResult(false, null, joined(log), error(error), duration.toMillis(), null);
    };
  }

  private static TrialError error(FunctionError error) {
    return new TrialError(error.kind().code(), error.message(), error.line());
  }

  private static String joined(List<String> log) {
    return String.join("\n", log);
  }

  private static Language language(String id) {
    return Arrays.stream(Language.values())
        .filter(language -> language.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "unknown-language",
                    "The language must be one of "
                        + Arrays.stream(Language.values())
                            .map(Language::id)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static Duration timeout(@Nullable String text) {
    try {
      var timeout = text == null ? DEFAULT_TIMEOUT : Duration.parse(text);
      if (timeout.isPositive() && timeout.compareTo(LONGEST_TIMEOUT) <= 0) {
        return timeout;
      }
    } catch (DateTimeParseException e) {
      // said below, as for a duration out of range
    }
    throw ProblemException.badRequest(
        "bad-timeout", "The timeout must be an ISO-8601 duration up to PT1M, such as PT10S.");
  }
}
