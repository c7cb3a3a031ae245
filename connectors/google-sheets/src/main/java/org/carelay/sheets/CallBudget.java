package org.carelay.sheets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Spreads calls so that a quota per minute is not exceeded in any minute: a fifth of the rate may
 * be used at once, so 50 a minute are never more than 60.
 */
final class CallBudget {
  private static final int MOST_FOR_ONE_LOOK = 3;

  private final Clock clock;
  private final double perMilli;
  private final double most;
  private double left;
  private Instant counted;

  CallBudget(int perMinute, Clock clock) {
    this.clock = clock;
    this.perMilli = perMinute / 60_000.0;
    this.most = Math.max(MOST_FOR_ONE_LOOK, perMinute / 5.0);
    this.left = most;
    this.counted = clock.instant();
  }

  /** Takes one call if it may be made now. */
  synchronized boolean tryTake() {
    refill();
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }

  /** Takes one call and says how long to wait before it; {@link #giveBack} if it is not made. */
  synchronized Duration take() {
    refill();
    left--;
    return left >= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(-left / perMilli));
  }

  synchronized void giveBack() {
    left++;
  }

  /** How long until a call may be made. */
  synchronized Duration wait(int calls) {
    refill();
    return left >= calls
        ? Duration.ZERO
        : Duration.ofMillis((long) Math.ceil((calls - left) / perMilli));
  }

  private void refill() {
    var now = clock.instant();
    var passed = Duration.between(counted, now).toMillis();
    if (passed > 0) {
      left = Math.min(most, left + passed * perMilli);
      counted = now;
    }
  }
}
