package org.carelay.workers.confine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * What the C library of Linux offers for pipes. The JDK's own calls can not wait for a limited
 * time, and take a virtual thread off its carrier, which costs more than a small message does.
 *
 * <p>Each call returns what the library returns, or the negative error number.
 */
final class PipeCalls {
  static final int AGAIN = -11;
  static final int INTERRUPTED = -4;
  static final short READABLE = 1;
  static final short WRITABLE = 4;

  private static final MemoryLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
  private static final long ERRNO_AT =
      ERRNO_LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private static final MethodHandle PIPE = bound("pipe2", INT, ValueLayout.ADDRESS, INT);
  private static final MethodHandle CLOSE = bound("close", INT, INT);
  private static final MethodHandle READ = bound("read", LONG, INT, ValueLayout.ADDRESS, LONG);
  private static final MethodHandle WRITE = bound("write", LONG, INT, ValueLayout.ADDRESS, LONG);
  private static final MethodHandle POLL =
      bound("ppoll", INT, ValueLayout.ADDRESS, LONG, ValueLayout.ADDRESS, ValueLayout.ADDRESS);

  private final MemorySegment errno;
  private final MemorySegment question;
  private final MemorySegment patience;

  /** For one thread at a time. */
  PipeCalls(Arena arena) {
    errno = arena.allocate(ERRNO_LAYOUT);
    question = arena.allocate(8, 4);
    patience = arena.allocate(16, 8);
  }

  private static MethodHandle bound(String name, MemoryLayout result, MemoryLayout... parameters) {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, parameters),
        Linker.Option.captureCallState("errno"));
  }

  private interface Call {
    long make() throws Throwable;
  }

  private long made(Call call) {
    try {
      var result = call.make();
      return result >= 0 ? result : -errno.get(INT, ERRNO_AT);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param ends takes the descriptors of the end to read from and the end to write to
   */
  long pipe(MemorySegment ends, int flags) {
    return made(() -> (int) PIPE.invokeExact(errno, ends, flags));
  }

  long close(int descriptor) {
    return made(() -> (int) CLOSE.invokeExact(errno, descriptor));
  }

  long read(int descriptor, MemorySegment into) {
    return made(() -> (long) READ.invokeExact(errno, descriptor, into, into.byteSize()));
  }

  long write(int descriptor, MemorySegment bytes) {
    return made(() -> (long) WRITE.invokeExact(errno, descriptor, bytes, bytes.byteSize()));
  }

  /**
   * Waits until something can be done with a descriptor, its other end being closed included.
   *
   * @param events {@link #READABLE} or {@link #WRITABLE}
   * @return 0 if it can not within this time
   */
  long await(int descriptor, short events, long nanos) {
    question.set(INT, 0, descriptor);
    question.set(ValueLayout.JAVA_SHORT, 4, events);
    patience.set(LONG, 0, nanos / 1_000_000_000);
    patience.set(LONG, 8, nanos % 1_000_000_000);
    return made(() -> (int) POLL.invokeExact(errno, question, 1L, patience, MemorySegment.NULL));
  }
}
