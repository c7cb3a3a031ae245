package org.carelay.workers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this JVM holds, beside what it held when this was made. */
final class HeldMemory {
  private static final long MORE_BYTES = 12L << 20;
  private static final int MORE_DESCRIPTORS = 30;
  private static final int MORE_THREADS = 20;

  private final Held before = Held.now();
  private Held after = before;

  private record Held(long bytes, int descriptors, int threads) {
    static Held now() {
      System.gc();
      var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      var buffers =
          ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .mapToLong(BufferPoolMXBean::getMemoryUsed)
              .sum();
      return new Held(heap + buffers, openDescriptors(), Thread.activeCount());
    }

    private static int openDescriptors() {
      var folder = Path.of("/proc/self/fd");
      if (!Files.isDirectory(folder)) {
        return 0;
      }
      try (var open = Files.list(folder)) {
        return (int) open.count();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whether it holds about as much now; a few workers and classes more are to be expected. */
  boolean isFlat() {
    after = Held.now();
    return after.bytes() - before.bytes() < MORE_BYTES
        && after.descriptors() - before.descriptors() < MORE_DESCRIPTORS
        && after.threads() - before.threads() < MORE_THREADS;
  }

  @Override
  public String toString() {
    return before + ", then " + after;
  }
}
