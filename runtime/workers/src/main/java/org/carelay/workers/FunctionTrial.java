package org.carelay.workers;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying a function: nothing is saved, and nothing of the trial stays in memory. The
 * names of the components are those of {@code POST /api/v1/functions/test}.
 *
 * @param output JSON; null where there is an error
 * @param durationMs of the call itself, once the code was loaded
 * @param peakMemoryBytes the most physical memory that its process held, the language included;
 *     null where the system does not tell
 */
public record FunctionTrial(
    boolean ok,
    @Nullable Object output,
    List<String> log,
    @Nullable Problem error,
    long durationMs,
    @Nullable Long peakMemoryBytes) {

  /**
   * @param code such as {@code user_error}
   */
  public record Problem(
      String code, String message, @Nullable Integer line, @Nullable Integer column) {}

  /** Calls a function, in a process of its own where the call says {@link Isolation#FRESH}. */
  public static FunctionTrial of(Functions functions, FunctionCall call)
      throws InterruptedException {
    var peak = new AtomicLong();
    var result = functions.call(call, peak::set);
    var memory = peak.get() == 0 ? null : peak.get();
    var millis = result.duration().toMillis();
    return switch (result) {
      case FunctionResult.Returned(var output, var log, _) ->
          new FunctionTrial(true, output, log, null, millis, memory);
      case FunctionResult.Failed(var error, var log, _) ->
          new FunctionTrial(false, null, log, problem(error), millis, memory);
    };
  }

  private static Problem problem(FunctionError error) {
    return new Problem(error.kind().code(), error.message(), error.line(), error.column());
  }
}
