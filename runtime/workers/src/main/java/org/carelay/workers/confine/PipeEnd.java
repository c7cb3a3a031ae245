package org.carelay.workers.confine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Our end of a pipe to or from a child process. For one thread at a time, which it holds while it
 * waits, the carrier of a virtual thread too; but any thread may close it at any time.
 */
public final class PipeEnd implements AutoCloseable {
  /** How many bytes {@link #read} gives at most. */
  public static final int CHUNK = 16 << 10;

  /** How long one wait may be, which is how long closing may take to be noticed. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

  private final Arena arena = Arena.ofShared();
  private final PipeCalls calls = new PipeCalls(arena);
  private final MemorySegment chunk = arena.allocate(CHUNK);
  private final ReentrantLock use = new ReentrantLock();
  private final int descriptor;
  private volatile boolean closed;
  private boolean released;

  PipeEnd(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * Reads what is there.
   *
   * @param into of {@link #CHUNK} bytes
   * @param patience how long to wait for the first byte; not all of it if it is long
   * @return how many bytes; 0 if none came in time, -1 if none will come
   * @throws IOException if it is closed
   */
  public int read(byte[] into, Duration patience) throws IOException {
    enter();
    try {
      if (!await(PipeCalls.READABLE, patience)) {
        return 0;
      }
      var result = calls.read(descriptor, chunk);
      var count = result == PipeCalls.AGAIN ? 0 : (int) demand("Reading from", result);
      MemorySegment.copy(chunk, ValueLayout.JAVA_BYTE, 0, into, 0, count);
      return result == 0 ? -1 : count;
    } finally {
      leave();
    }
  }

  /**
   * Writes what there is room for.
   *
   * @param patience how long to wait for room; not all of it if it is long
   * @return how many bytes
   * @throws IOException if it is closed, or the other end is
   */
  public int write(byte[] bytes, int from, Duration patience) throws IOException {
    enter();
    try {
      var written = 0;
      while (from + written < bytes.length) {
        var count = Math.min(CHUNK, bytes.length - from - written);
        MemorySegment.copy(bytes, from + written, chunk, ValueLayout.JAVA_BYTE, 0, count);
        var result = calls.write(descriptor, chunk.asSlice(0, count));
        if (result == PipeCalls.AGAIN) {
          if (written > 0 || !await(PipeCalls.WRITABLE, patience)) {
            return written;
          }
        } else {
          written += (int) demand("Writing to", result);
        }
      }
      return written;
    } finally {
      leave();
    }
  }

  /**
   * Whether there is nothing to read, and the other end is open.
   *
   * @throws IOException if it is closed
   */
  public boolean silent() throws IOException {
    enter();
    try {
      return !await(PipeCalls.READABLE, Duration.ZERO);
    } finally {
      leave();
    }
  }

  private boolean await(short events, Duration patience) throws IOException {
    var nanos = Math.min(patience.toNanos(), LONGEST_WAIT.toNanos());
    var result = calls.await(descriptor, events, nanos);
    return result != PipeCalls.INTERRUPTED && demand("Waiting for", result) > 0;
  }

  private static long demand(String what, long result) throws KernelException {
    if (result < 0) {
      throw new KernelException(what + " a function's process", (int) -result);
    }
    return result;
  }

  private void enter() throws IOException {
    use.lock();
    if (closed) {
      leave();
      throw new IOException("The pipe to a function's process is closed.");
    }
  }

  private void leave() {
    use.unlock();
    releaseIfClosed();
  }

  /** Takes effect when the thread that uses it, if one does, no longer waits. */
  @Override
  public void close() {
    closed = true;
    releaseIfClosed();
  }

  /** The one who closes does it, or the one who still uses it, on leaving. */
  private void releaseIfClosed() {
    if (closed && use.tryLock()) {
      try {
        if (!released) {
          released = true;
          calls.close(descriptor);
          arena.close();
        }
      } finally {
        use.unlock();
      }
    }
  }
}
