package org.carelay.workers;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Platform threads for what waits on pipes and processes, as many as wait now; virtual ones would
 * hold their carriers.
 */
final class Threads implements Executor, AutoCloseable {
  private static final long KEPT_SECONDS = 10;

  private final ThreadPoolExecutor waiting =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEPT_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          factory("function-wait-"));

  private final ThreadPoolExecutor exits =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory("function-exits-"));

  /** What is done after a process. */
  interface Ending {
    void run() throws InterruptedException;
  }

  Threads() {
    exits.prestartCoreThread();
  }

  private static ThreadFactory factory(String name) {
    return Thread.ofPlatform()
        .daemon()
        .inheritInheritableThreadLocals(false)
        .stackSize(128 << 10)
        .name(name, 0)
        .factory();
  }

  @Override
  public void execute(Runnable work) {
    waiting.execute(work);
  }

  /**
   * Runs something when a process is gone. The JDK's own reaper thread is a child of the confined
   * thread that started the process, and whatever thread it starts is confined as well; so it gives
   * the work to a thread that exists already.
   */
  void afterExit(Process process, Ending ending) {
    process.onExit().thenRunAsync(() -> execute(() -> run(ending)), exits);
  }

  private static void run(Ending ending) {
    try {
      ending.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread.", e);
    }
  }

  /** Nothing is done after a process from now on; threads that wait go on as long as they must. */
  @Override
  public void close() {
    exits.shutdown();
  }
}
