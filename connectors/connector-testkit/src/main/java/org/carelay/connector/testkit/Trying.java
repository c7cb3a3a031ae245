package org.carelay.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.carelay.connector.ConnectorException;
import org.jspecify.annotations.Nullable;

/** Calls that are expected to fail, or to take long. */
final class Trying {
  private Trying() {}

  /** Something of the connector's that may fail. */
  interface Call<T> {
    T run() throws Exception;
  }

  /** The typed failure that a call must end with. */
  static ConnectorException failure(Call<?> call) {
    try {
      var result = call.run();
      throw new AssertionError("It should have failed, but returned " + result);
    } catch (ConnectorException e) {
      assertThat(e.code()).as("the code of " + e).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
      assertThat(e.getMessage()).as("a plain sentence").isNotBlank().contains(" ");
      return e;
    } catch (Exception e) {
      throw new AssertionError("A ConnectorException was expected, not " + e, e);
    }
  }

  /** How a call on a thread of its own ended; it is interrupted after {@code interruptAfter}. */
  static @Nullable Throwable interrupted(Call<?> call, Duration interruptAfter, Duration patience)
      throws Exception {
    var ended = new CompletableFuture<@Nullable Throwable>();
    var thread =
        Thread.startVirtualThread(
            () -> {
              try {
                call.run();
                ended.complete(null);
              } catch (Throwable e) {
                ended.complete(e);
              }
            });
    if (!endedWithin(ended, interruptAfter)) {
      thread.interrupt();
    }
    assertThat(endedWithin(ended, patience))
        .as("it goes on for more than %s after it was interrupted", patience)
        .isTrue();
    return ended.getNow(null);
  }

  private static boolean endedWithin(CompletableFuture<?> ended, Duration time)
      throws InterruptedException, ExecutionException {
    try {
      ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Everything that a log would show of it. */
  static String fullText(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
