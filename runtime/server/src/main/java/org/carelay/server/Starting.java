package org.carelay.server;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Something that starts beside other things and is closed however far it has come. */
final class Starting<T extends AutoCloseable> implements AutoCloseable {
  private final FutureTask<T> task;

  Starting(String name, Callable<T> start) {
    task = new FutureTask<>(start);
    Thread.ofPlatform().name("start-" + name).start(task);
  }

  /**
   * Waits until it has started.
   *
   * @throws StartFailed if it did not
   */
  T await() throws StartFailed {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case StartFailed failed -> failed;
        case null, default -> new StartFailed("Carelay cannot start: " + e.getCause(), e);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("Carelay was interrupted while it started.", e);
    }
  }

  @Override
  public void close() throws Exception {
    @Nullable T started;
    try {
      started = task.get();
    } catch (ExecutionException e) {
      return; // it has not started, so there is nothing to close
    }
    started.close();
  }
}
