package org.carelay.recipe;

import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * Rules for all runs of a recipe. What is null is the site's or the engine's default.
 *
 * @param retry for steps that say nothing else
 * @param deadline a run that takes longer fails
 * @param retention how long runs are kept
 */
public record Policy(
    @Nullable Retry retry,
    @Nullable Concurrency concurrency,
    @Nullable Duration deadline,
    @Nullable Duration retention,
    @Nullable Hold hold,
    @Nullable QuietHours quietHours) {
  /** Nothing is said. */
  public static final Policy NONE = new Policy(null, null, null, null, null, null);

  /**
   * How many runs at the same time.
   *
   * @param limit at least 1
   * @param per runs with the same value are counted together; null: all runs of the recipe
   */
  public record Concurrency(int limit, @Nullable Template per, Overflow overflow) {}

  /** What becomes of an event when the limit is reached. Written in lower case. */
  public enum Overflow {
    /** It waits for its turn, in order. The default. */
    QUEUE,
    /** It is recorded as skipped. */
    SKIP
  }

  /**
   * A batch of changes is held for a person when it is larger than usual.
   *
   * @param over this many changes seen at once, for which the recipe would start; for a recipe that
   *     writes to people, within seconds
   */
  public record Hold(int over) {}

  /** No message leaves between these times of the recipe's zone. */
  public record QuietHours(LocalTime from, LocalTime to) {}
}
