package org.carelay.engine;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.carelay.engine.journal.RunKey;

/** Makes ids that sort by time (UUID version 7, RFC 9562 section 5.7). */
public final class Ids {
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Milliseconds and a 12-bit counter in one number, so that ids of one millisecond sort too. */
  private final AtomicLong last = new AtomicLong();

  public Ids(Clock clock) {
    this.clock = clock;
  }

  public UUID next() {
    long wanted = clock.millis() << 12;
    long tick = last.updateAndGet(before -> Math.max(before + 1, wanted));
    long high = (tick >>> 12 << 16) | 0x7000L | (tick & 0xFFFL);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** Less than every id made at this time or later, and greater than every earlier one. */
  public static UUID firstAt(Instant time) {
    return new UUID(time.toEpochMilli() << 16 | 0x7000L, 0x8000_0000_0000_0000L);
  }

  public RunKey nextRun() {
    return new RunKey(next(), now());
  }

  /** Now, in the microseconds that the database keeps. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
