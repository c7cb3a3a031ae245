package org.carelay.workers.confine;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/** Sets limits of a process that is running already. */
final class ResourceLimits {
  static final int PROCESSOR_SECONDS = 0;
  static final int FILE_SIZE = 1;
  static final int DATA = 2;
  static final int CORE_DUMP = 4;
  static final int OPEN_FILES = 7;

  /** Offsets in struct rlimit64. */
  private static final int SOFT = 0;

  private static final int HARD = 8;

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
      limit.set(ValueLayout.JAVA_LONG, SOFT, value);
      limit.set(ValueLayout.JAVA_LONG, HARD, value);
      demand(resource, limit.address(), 0);
    }
  }

  /**
   * Sets the soft limit alone, which may be raised again; the hard one may not without a capability
   * that even root does not always have.
   */
  void setSoft(int resource, long value) throws KernelException {
    try (var arena = Arena.ofConfined()) {
      var limit = Kernel.block(arena, 16);
      demand(resource, 0, limit.address());
      limit.set(ValueLayout.JAVA_LONG, SOFT, value);
      demand(resource, limit.address(), 0);
    }
  }

  private void demand(int resource, long wanted, long present) throws KernelException {
    try {
      Kernel.demand("A resource limit", prlimit64, pid, resource, wanted, present);
    } catch (KernelException e) {
      if (e.errno() != NO_SUCH_PROCESS) {
        throw e;
      }
    }
  }
}
