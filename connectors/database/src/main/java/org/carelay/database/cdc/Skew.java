package org.carelay.database.cdc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.carelay.connector.Notice;

/**
 * How far the database's clock is from ours, so that a text about a change is neither too old when
 * it is born nor useful for hours longer than was meant.
 *
 * @param ahead negative where the database's clock is behind
 */
record Skew(Duration ahead) {
  static final Skew NONE = new Skew(Duration.ZERO);

  /** Less may be the time that asking took. */
  private static final Duration COUNTS_FROM = Duration.ofMinutes(1);

  /**
   * @param micros what the database's clock showed at that moment
   */
  static Skew of(Instant ours, long micros) {
    return new Skew(Duration.between(ours, Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
  }

  private boolean counts() {
    return ahead.abs().compareTo(COUNTS_FROM) >= 0;
  }

  /** By our clock, what was at a time by the database's. */
  Instant ours(Instant theirs) {
    return counts() ? theirs.minus(ahead) : theirs;
  }

  List<Notice> notices() {
    if (!counts()) {
      return List.of();
    }
    var amount = ahead.abs();
    return List.of(
        new Notice(
            "clock-skew",
            "clock-skew",
            false,
            "The database's clock is %d h %d min %s that of this server. The times of events are corrected by that; those in the rows are as they are. Set both clocks by NTP."
                .formatted(
                    amount.toHours(),
                    amount.toMinutesPart(),
                    ahead.isNegative() ? "behind" : "ahead of")));
  }
}
