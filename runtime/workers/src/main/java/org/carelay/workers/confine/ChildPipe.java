package org.carelay.workers.confine;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/** A pipe of Linux between this process and a child that is about to be started. */
public final class ChildPipe implements AutoCloseable {
  private static final int NOT_BLOCKING = 04000;
  private static final int CLOSE_ON_EXEC = 02000000;
  private static final File DESCRIPTORS = new File("/proc/self/fd");

  private final PipeEnd own;
  private final int childs;

  private ChildPipe(PipeEnd own, int childs) {
    this.own = own;
    this.childs = childs;
  }

  /** Whether this system has them. */
  public static boolean exists() {
    return DESCRIPTORS.isDirectory();
  }

  /** For the input of a child. */
  public static ChildPipe toChild() throws IOException {
    return open(1);
  }

  /** For the output of a child. */
  public static ChildPipe fromChild() throws IOException {
    return open(0);
  }

  private static ChildPipe open(int ownEnd) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var ends = arena.allocate(8, 4);
      var result = new PipeCalls(arena).pipe(ends, NOT_BLOCKING | CLOSE_ON_EXEC);
      if (result < 0) {
        throw new KernelException("A pipe", (int) -result);
      }
      return new ChildPipe(
          new PipeEnd(ends.getAtIndex(ValueLayout.JAVA_INT, ownEnd)),
          ends.getAtIndex(ValueLayout.JAVA_INT, 1 - ownEnd));
    }
  }

  /** Our end; stays open when this is closed. */
  public PipeEnd own() {
    return own;
  }

  /** The child's end as its input. It is opened anew for the child, and blocks there. */
  public Redirect asInput() {
    return Redirect.from(childsFile());
  }

  /** The child's end as its output. */
  public Redirect asOutput() {
    return Redirect.to(childsFile());
  }

  private File childsFile() {
    return new File(DESCRIPTORS, Integer.toString(childs));
  }

  /** To be called when the child has been started: it has its end open itself. */
  @Override
  public void close() {
    try (var arena = Arena.ofConfined()) {
      new PipeCalls(arena).close(childs);
    }
  }
}
