package org.carelay.practice.google;

import java.time.Clock;

/** So many calls in each minute of the clock, all there again when the next minute begins. */
final class MinuteQuota {
  private final Clock clock;
  private final int perMinute;
  private long minute = -1;
  private int used;

  MinuteQuota(Clock clock, int perMinute) {
    this.clock = clock;
    this.perMinute = perMinute;
  }

  boolean take() {
    var now = clock.millis() / 60_000;
    if (now != minute) {
      minute = now;
      used = 0;
    }
    return used++ < perMinute;
  }
}
