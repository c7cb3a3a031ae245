package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Many different functions in turn, each with a process of its own. A few hundred show a leak; with
 * {@code -Dcarelay.many=10000} it is as many as a large site might ever have.
 */
class ManyFunctionsTest {
  private static final int MANY = Integer.getInteger("carelay.many", 500);
  private static final int AT_ONCE = 4;

  private static void callAll(Functions functions, int from, int to) throws Exception {
    var failures = new AtomicInteger();
    var turns = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = from; i < to; i++) {
        turns.acquire();
        var number = i;
        threads.submit(
            () -> {
              try {
                var call = ACall.python("def handle(event): return event + " + number).with(1);
                if (!Integer.valueOf(number + 1).equals(call.outputOn(functions))) {
                  failures.incrementAndGet();
                }
              } catch (InterruptedException | AssertionError e) {
                failures.incrementAndGet();
              } finally {
                turns.release();
              }
            });
      }
    }
    assertThat(failures).hasValue(0);
  }

  @Test
  void leaves_nothing_behind_of_many_different_functions() throws Exception {
    try (var functions = Functions.open(FunctionSettings.defaults())) {
      callAll(functions, 0, 50);
      var memory = new HeldMemory();
      callAll(functions, 50, 50 + MANY);
      assertThat(functions.workers()).isLessThanOrEqualTo(8);
      assertThat(ProcessHandle.current().descendants().count()).isLessThanOrEqualTo(10);
      assertThat(memory.isFlat()).as(memory.toString()).isTrue();
    }
    Poll.until(() -> ProcessHandle.current().descendants().findAny().isEmpty() ? true : null);
  }
}
