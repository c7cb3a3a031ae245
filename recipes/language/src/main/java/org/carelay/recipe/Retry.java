package org.carelay.recipe;

import java.time.Duration;
import java.util.List;

/**
 * How often and when a failed step is tried again.
 *
 * @param attempts in all, the first one included; at least 1
 * @param delay before the second attempt
 * @param factor by which the delay grows, at least 1
 * @param maxDelay the delay never exceeds this
 * @param on error codes that are tried again; empty: every error that may pass by itself
 */
public record Retry(
    int attempts, Duration delay, double factor, Duration maxDelay, List<String> on) {
  public Retry {
    on = List.copyOf(on);
  }
}
