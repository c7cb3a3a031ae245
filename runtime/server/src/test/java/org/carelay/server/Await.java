package org.carelay.server;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what a running server does in its own time. */
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Await() {}

  /** Asks until the answer is right, and gives it; fails with the last answer after a minute. */
  public static <T> T until(Supplier<T> ask, Predicate<T> right) {
    var deadline = Instant.now().plus(PATIENCE);
    var answer = ask.get();
    while (!right.test(answer)) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("Waited for a minute; the last answer was " + answer);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = ask.get();
    }
    return answer;
  }
}
