package org.carelay.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** When numbered changes arrived. */
final class Arrivals {
  private final AtomicInteger seen = new AtomicInteger();
  private final AtomicLongArray at;
  private final CountDownLatch[] arrived;

  Arrivals(int numbers) {
    this.at = new AtomicLongArray(numbers);
    this.arrived =
        IntStream.range(0, numbers)
            .mapToObj(_ -> new CountDownLatch(1))
            .toArray(CountDownLatch[]::new);
  }

  /**
   * @param number below 0 for one that is only counted
   */
  void mark(int number) {
    seen.incrementAndGet();
    if (number >= 0 && number < arrived.length) {
      at.compareAndSet(number, 0, System.nanoTime());
      arrived[number].countDown();
    }
  }

  int seen() {
    return seen.get();
  }

  /** As {@link System#nanoTime()}. */
  long await(int number, Duration patience) throws InterruptedException {
    if (!arrived[number].await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("A change did not arrive.");
    }
    return at.get(number);
  }
}
