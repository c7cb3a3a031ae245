package org.carelay.workers.confine;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/** Sets limits of a process that is running already. */
final class ResourceLimits {
  static final int FILE_SIZE = 1;
  static final int DATA = 2;
  static final int CORE_DUMP = 4;
  static final int OPEN_FILES = 7;

  private static final int NO_SUCH_PROCESS = 3;

  private final long pid;
  private final int prlimit64;

  /**
   * @param prlimit64 that call's number
   */
  ResourceLimits(long pid, int prlimit64) {
    this.pid = pid;
    this.prlimit64 = prlimit64;
  }

  /** Sets the soft and the hard limit; does nothing if the process has ended already. */
  void set(int resource, long value) throws KernelException {
    try (var arena = Arena.ofConfined()) {
      var limit = Kernel.block(arena, 16);
      limit.set(ValueLayout.JAVA_LONG, 0, value);
      limit.set(ValueLayout.JAVA_LONG, 8, value);
      Kernel.demand("A resource limit", prlimit64, pid, resource, limit.address(), 0);
    } catch (KernelException e) {
      if (e.errno() != NO_SUCH_PROCESS) {
        throw e;
      }
    }
  }
}
