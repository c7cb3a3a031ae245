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

  /** Something that is asserted. */
  public interface Check {
    void run() throws Exception;
  }

  /** Checks until it holds; fails as it failed last after a minute. */
  public static void holds(Check check) throws Exception {
    var deadline = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        check.run();
        return;
      } catch (AssertionError e) {
        if (Instant.now().isAfter(deadline)) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
