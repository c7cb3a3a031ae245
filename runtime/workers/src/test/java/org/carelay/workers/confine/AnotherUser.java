package org.carelay.workers.confine;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Starts a process as a user without any right, where the tests run as root. As with confinement,
 * the user is a property of a thread that its children inherit.
 */
public final class AnotherUser {
  public static final int NOBODY = 65534;

  private static final boolean X86 = Kernel.Processor.current() == Kernel.Processor.X86_64;
  private static final long GETEUID = X86 ? 107 : 175;
  private static final long SETGROUPS = X86 ? 116 : 159;
  private static final long SETRESUID = X86 ? 117 : 147;
  private static final long SETRESGID = X86 ? 119 : 149;

  private AnotherUser() {}

  public static boolean isRoot() {
    return Kernel.call(GETEUID) == 0;
  }

  public static Process start(ProcessBuilder builder) throws IOException, InterruptedException {
    var started = new CompletableFuture<Process>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                Kernel.demand("setgroups", SETGROUPS, 0, 0);
                Kernel.demand("setresgid", SETRESGID, NOBODY, NOBODY, NOBODY);
                Kernel.demand("setresuid", SETRESUID, NOBODY, NOBODY, NOBODY);
                started.complete(builder.start());
              } catch (IOException | RuntimeException e) {
                started.completeExceptionally(e);
              }
            });
    try {
      return started.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }
}
