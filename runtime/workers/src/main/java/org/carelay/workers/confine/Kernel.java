package org.carelay.workers.confine;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * System calls of the Linux kernel by number. The C library's own wrappers would apply some of them
 * to all threads of the process; the bare calls concern the calling thread only.
 */
final class Kernel {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO_AT =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private static final MethodHandle SYSCALL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(LONG, LONG, LONG, LONG, LONG, LONG, LONG),
          Linker.Option.firstVariadicArg(1),
          ERRNO);

  private Kernel() {}

  /** The processors whose call numbers we know. */
  enum Processor {
    X86_64(0xC000003E),
    AARCH64(0xC00000B7);

    final int auditArch;

    Processor(int auditArch) {
      this.auditArch = auditArch;
    }

    /**
     * @throws UnsupportedOperationException on any other
     */
    static Processor current() {
      return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
        case "amd64", "x86_64" -> X86_64;
        case "aarch64", "arm64" -> AARCH64;
        default ->
            throw new UnsupportedOperationException(
                "processor " + System.getProperty("os.arch") + " is not known");
      };
    }
  }

  /**
   * Makes a call.
   *
   * @param arguments at most five: numbers, or addresses by {@link MemorySegment#address()}
   * @return what the kernel returns: not negative, or the negative error number
   */
  static long call(long number, long... arguments) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      var five = Arrays.copyOf(arguments, 5);
      var result =
          (long) SYSCALL.invokeExact(state, number, five[0], five[1], five[2], five[3], five[4]);
      return result >= 0 ? result : -state.get(ValueLayout.JAVA_INT, ERRNO_AT);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws KernelException if the kernel refuses
   */
  static long demand(String what, long number, long... arguments) throws KernelException {
    var result = call(number, arguments);
    if (result < 0) {
      throw new KernelException(what, (int) -result);
    }
    return result;
  }

  /** Where a function of the C library is in this process. */
  static Optional<Long> addressOf(String symbol) {
    return LINKER.defaultLookup().find(symbol).map(MemorySegment::address);
  }

  static MemorySegment text(Arena arena, String text) {
    return arena.allocateFrom(text);
  }

  static MemorySegment block(Arena arena, long bytes) {
    return arena.allocate(bytes, ADDRESS.byteAlignment());
  }
}
