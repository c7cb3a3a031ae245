package org.carelay.workers.confine;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A thread of a child process that is to run where its caller waits. Waking it there costs next to
 * nothing; waking it on a processor that sleeps costs more than a small function does, above all in
 * a virtual machine. For one thread at a time.
 */
public final class Companion {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle PROCESSOR = handle("sched_getcpu", FunctionDescriptor.of(INT));
  private static final MethodHandle SELF = handle("gettid", FunctionDescriptor.of(INT));
  private static final FunctionDescriptor ON_SET =
      FunctionDescriptor.of(INT, INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
  private static final MethodHandle RESTRICT = handle("sched_setaffinity", ON_SET);
  private static final MethodHandle ASK = handle("sched_getaffinity", ON_SET);

  /** Bytes, of a bit for each processor. */
  private static final long SET_SIZE = 128;

  private static final int ANYWHERE = -1;
  private static final int NOBODY = 0;

  /** Where this process may run, and so its children; empty where that can not be told. */
  private static final byte[] ALLOWED = allowed();

  private final MemorySegment processors = Arena.ofAuto().allocate(SET_SIZE, 8);
  private final long process;
  private final int which;
  private int thread;
  private int caller = NOBODY;
  private int place = ANYWHERE;

  /**
   * @param which of the threads of the process, in the order in which they were made
   */
  public Companion(long process, int which) {
    this.process = process;
    this.which = which;
  }

  private static byte[] allowed() {
    try (var arena = Arena.ofConfined()) {
      var set = arena.allocate(SET_SIZE, 8);
      var result = (int) ASK.invokeExact(0, SET_SIZE, set);
      return result == 0 ? set.toArray(ValueLayout.JAVA_BYTE) : new byte[0];
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor);
  }

  /**
   * From now on it runs on the processor of the calling thread, which stays there until {@link
   * #free}: left to itself the kernel wakes it on another processor, if that one sleeps.
   */
  public void follow() {
    var here = processor();
    if (here < 0 || here >= ALLOWED.length * 8) {
      return;
    }
    var only = new byte[ALLOWED.length];
    only[here / 8] = (byte) (1 << (here % 8));
    caller = self();
    restrict(caller, only);
    if (here != place) {
      thread = thread == 0 ? find() : thread;
      restrict(thread, only);
      place = here;
    }
  }

  /** The thread that called {@link #follow} may run anywhere again; the companion stays. */
  public void free() {
    if (caller != NOBODY) {
      restrict(caller, ALLOWED);
      caller = NOBODY;
    }
  }

  /** It may run anywhere again. */
  public void leave() {
    if (place != ANYWHERE) {
      restrict(thread, ALLOWED);
      place = ANYWHERE;
    }
  }

  private static int processor() {
    try {
      return (int) PROCESSOR.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The thread that carries the caller, by its number: another may carry it when it is freed. */
  private static int self() {
    try {
      return (int) SELF.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where the system refuses, all is slower and nothing else. */
  private void restrict(int who, byte[] set) {
    try {
      MemorySegment.copy(set, 0, processors, ValueLayout.JAVA_BYTE, 0, set.length);
      var _ = (int) RESTRICT.invokeExact(who, SET_SIZE, processors);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private int find() {
    var threads = new File("/proc/" + process + "/task").list();
    return Stream.ofNullable(threads)
        .flatMap(Arrays::stream)
        .mapToInt(Integer::parseInt)
        .sorted()
        .skip(which)
        .findFirst()
        .orElse((int) process);
  }
}
