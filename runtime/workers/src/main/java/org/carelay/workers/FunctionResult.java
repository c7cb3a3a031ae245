package org.carelay.workers;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a call. */
public sealed interface FunctionResult {
  /** What the function printed, in order. */
  List<String> log();

  /** From the moment the code was loaded and the event was sent; zero if it never was. */
  Duration duration();

  /**
   * @param output JSON: Map, List, String, Boolean, whole number, BigDecimal or null
   */
  record Returned(@Nullable Object output, List<String> log, Duration duration)
      implements FunctionResult {}

  record Failed(FunctionError error, List<String> log, Duration duration)
      implements FunctionResult {}
}
