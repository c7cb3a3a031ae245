package org.carelay.workers.confine;

import java.io.IOException;

/** The kernel refused something that confining a process needs. */
final class KernelException extends IOException {
  private final int errno;

  KernelException(String what, int errno) {
    super(what + " was refused by the kernel (error " + errno + ")");
    this.errno = errno;
  }

  int errno() {
    return errno;
  }
}
