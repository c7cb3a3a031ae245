package org.carelay.workers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for something that another process does. */
final class Poll {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Poll() {}

  /** The first answer that is not null. */
  static <T> T until(Supplier<@Nullable T> question) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var answer = question.get();
      if (answer != null) {
        return answer;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("did not come about within " + PATIENCE);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
