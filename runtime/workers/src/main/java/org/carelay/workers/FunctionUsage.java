package org.carelay.workers;

import java.time.Duration;
import java.util.Map;
import org.carelay.workers.FunctionCall.Owner;
import org.carelay.workers.FunctionError.Kind;

/**
 * What one function has used since the runtime started.
 *
 * @param invocations calls, failed ones included
 * @param failures failed calls by kind
 * @param duration of all calls together
 * @param cpu of its processes, starting them included
 * @param peakMemoryBytes the most that one of its processes ever held; 0 where it is not known
 * @param billed memory allowed times duration, as clouds count it
 */
public record FunctionUsage(
    Owner owner,
    Language language,
    long invocations,
    Map<Kind, Long> failures,
    Duration duration,
    Duration cpu,
    long peakMemoryBytes,
    Billed billed) {

  /** GiB of memory allowed, times seconds. */
  public double gibibyteSeconds() {
    return billed.byMillisecond() / 1024.0 / 1000.0;
  }

  /**
   * MiB times milliseconds, each call rounded up.
   *
   * @param byMillisecond to the next millisecond
   * @param atLeast100Milliseconds to the next millisecond, and no call less than a tenth of a
   *     second
   * @param by100Milliseconds to the next tenth of a second
   */
  public record Billed(long byMillisecond, long atLeast100Milliseconds, long by100Milliseconds) {}
}
