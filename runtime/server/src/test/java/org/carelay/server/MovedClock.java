package org.carelay.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Real time, moved to where a test plays; it goes on from there. */
final class MovedClock extends Clock {
  private volatile Duration ahead = Duration.ZERO;

  void moveTo(Instant instant) {
    ahead = Duration.between(Instant.now(), instant);
  }

  void moveBack() {
    ahead = Duration.ZERO;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Instants only.");
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }
}
