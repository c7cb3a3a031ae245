package org.carelay.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void interrupts_what_takes_too_long_and_takes_the_interruption_back() throws Exception {
    try (var watchdog = new Watchdog()) {
      for (var again = 0; again < 3; again++) {
        try (var guard = watchdog.guard(Duration.ofMillis(1))) {
          assertThatThrownBy(() -> never.await(1, TimeUnit.MINUTES))
              .isInstanceOf(InterruptedException.class);
          assertThat(guard.stop()).isTrue();
        }
      }
      try (var late = watchdog.guard(Duration.ofMillis(1))) {
        while (!Thread.currentThread().isInterrupted()) {
          Thread.onSpinWait();
        }
        assertThat(late.stop()).isTrue();
      }
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void leaves_alone_what_is_done_in_time() throws Exception {
    try (var watchdog = new Watchdog();
        var other = watchdog.guard(LONG)) {
      try (var guard = watchdog.guard(Duration.ofMillis(1))) {
        while (!Thread.currentThread().isInterrupted()) {
          Thread.onSpinWait();
        }
        assertThat(guard.stop()).isTrue();
      }
      // The short one has rung, so the watchdog has looked at the long one as well.
      assertThat(other.stop()).isFalse();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }
}
