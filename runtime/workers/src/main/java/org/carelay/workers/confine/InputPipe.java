package org.carelay.workers.confine;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * The way into a child process on Linux. The JDK's own pipe takes every write of a virtual thread
 * for one that may block, and wakes another thread of the scheduler for it; that costs more than a
 * small write does. Whoever uses this one sees to it that nothing waits.
 */
public final class InputPipe implements AutoCloseable {
  private static final int CLOSE_ON_EXEC = 02000000;

  private final CallNumbers calls;
  private final int readEnd;
  private final int writeEnd;

  private InputPipe(CallNumbers calls, int readEnd, int writeEnd) {
    this.calls = calls;
    this.readEnd = readEnd;
    this.writeEnd = writeEnd;
  }

  /** A new one; null where the system has none of this kind. */
  public static @Nullable InputPipe open() throws IOException {
    if (!new File("/proc/self/fd").isDirectory()) {
      return null;
    }
    var calls = new CallNumbers(Kernel.Processor.current());
    try (var arena = Arena.ofConfined()) {
      var ends = Kernel.block(arena, 8);
      Kernel.demand("A pipe", calls.number("pipe2"), ends.address(), CLOSE_ON_EXEC);
      return new InputPipe(
          calls, ends.get(ValueLayout.JAVA_INT, 0), ends.get(ValueLayout.JAVA_INT, 4));
    }
  }

  /** What the child reads from. */
  public Redirect source() {
    return Redirect.from(file(readEnd));
  }

  /** What is written here comes out at the child; stays open when this is closed. */
  public OutputStream sink() throws IOException {
    return new FileOutputStream(file(writeEnd));
  }

  private static File file(int descriptor) {
    return new File("/proc/self/fd/" + descriptor);
  }

  /**
   * To be called when the child has been started: it and the sink have the ends open themselves.
   */
  @Override
  public void close() {
    Kernel.call(calls.number("close"), readEnd);
    Kernel.call(calls.number("close"), writeEnd);
  }
}
