package org.carelay.sheets;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** How long to stay away after Google was busy or broken: 1 s to 64 s, with jitter. */
final class Backoff {
  private static final int MOST_DOUBLINGS = 6;
  private final AtomicInteger failures = new AtomicInteger();

  Duration failed() {
    var doublings = Math.min(failures.getAndIncrement(), MOST_DOUBLINGS);
    var most = Duration.ofSeconds(1L << doublings).toMillis();
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }

  void succeeded() {
    failures.set(0);
  }
}
