package org.carelay.workers.confine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Closes off the file system for the calling thread and its children, and, as far as the kernel's
 * version goes, TCP and signals. See Documentation/userspace-api/landlock.rst of the kernel.
 */
final class Landlock {
  private static final long CREATE_RULESET = 444;
  private static final long ADD_RULE = 445;
  private static final long RESTRICT_SELF = 446;
  private static final long RULE_PATH_BENEATH = 1;
  private static final long ASK_VERSION = 1;

  private static final long EXECUTE = 1;
  private static final long WRITE_FILE = 1 << 1;
  private static final long READ_FILE = 1 << 2;
  private static final long READ_DIR = 1 << 3;
  private static final long REMOVE = 1 << 4 | 1 << 5;
  private static final long MAKE_DIR = 1 << 7;
  private static final long MAKE_REG = 1 << 8;
  private static final long REFER = 1 << 13;
  private static final long TRUNCATE = 1 << 14;
  private static final long IOCTL_DEV = 1 << 15;

  private static final long OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV;
  private static final long READ = EXECUTE | READ_FILE | READ_DIR;
  private static final long WORK =
      READ_FILE | READ_DIR | WRITE_FILE | REMOVE | MAKE_DIR | MAKE_REG | REFER | TRUNCATE;

  /** O_PATH and O_CLOEXEC. */
  private static final long OPEN_AS_PLACE = 0x280000;

  private static final long AT_FDCWD = -100;

  private final int version;
  private final CallNumbers calls;

  /**
   * @param version what {@link #version()} said
   */
  Landlock(int version, CallNumbers calls) {
    this.version = version;
    this.calls = calls;
  }

  /** The version of Landlock's interface in this kernel; 0 or less where there is none. */
  static int version() {
    return (int) Kernel.call(CREATE_RULESET, 0, 0, ASK_VERSION);
  }

  private long handledFiles() {
    var handled = (1L << 13) - 1;
    handled |= version >= 2 ? REFER : 0;
    handled |= version >= 3 ? TRUNCATE : 0;
    return handled | (version >= 5 ? IOCTL_DEV : 0);
  }

  /**
   * A set of rules that grants this much, as a file descriptor for {@link #restrictSelf}; to be
   * closed with {@link #close}.
   */
  long rules(Grants grants) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var handled = Kernel.block(arena, 24);
      handled.set(ValueLayout.JAVA_LONG, 0, handledFiles());
      // Binding and connecting TCP; then abstract Unix sockets and signals to others.
      handled.set(ValueLayout.JAVA_LONG, 8, 3);
      handled.set(ValueLayout.JAVA_LONG, 16, 3);
      var size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
      var ruleset = Kernel.demand("Landlock", CREATE_RULESET, handled.address(), size, 0);
      try {
        allow(arena, ruleset, grants);
        return ruleset;
      } catch (IOException | RuntimeException e) {
        close(ruleset);
        throw e;
      }
    }
  }

  /**
   * Confines the calling thread; needs no-new-privileges to be set.
   *
   * @return negative if the kernel refuses
   */
  static long restrictSelf(long ruleset) {
    return Kernel.call(RESTRICT_SELF, ruleset, 0);
  }

  void close(long descriptor) {
    Kernel.call(calls.number("close"), descriptor);
  }

  private void allow(Arena arena, long ruleset, Grants grants) throws IOException {
    for (var path : grants.readable()) {
      allow(arena, ruleset, path, READ);
    }
    allow(arena, ruleset, Path.of("/dev/null"), READ_FILE | WRITE_FILE);
    for (var device : List.of("/dev/urandom", "/dev/random", "/dev/zero")) {
      allow(arena, ruleset, Path.of(device), READ_FILE);
    }
    allow(arena, ruleset, grants.workFolder(), WORK);
  }

  private void allow(Arena arena, long ruleset, Path path, long wanted) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    var real = path.toRealPath();
    var rights = wanted & handledFiles() & (Files.isDirectory(real) ? ~0L : OF_FILES);
    var name = Kernel.text(arena, real.toString());
    var place =
        Kernel.demand(
            "Opening " + real, calls.number("openat"), AT_FDCWD, name.address(), OPEN_AS_PLACE);
    try {
      var rule = Kernel.block(arena, 16);
      rule.set(ValueLayout.JAVA_LONG, 0, rights);
      rule.set(ValueLayout.JAVA_INT, 8, (int) place);
      Kernel.demand(
          "Landlock's rule for " + real, ADD_RULE, ruleset, RULE_PATH_BENEATH, rule.address(), 0);
    } finally {
      close(place);
    }
  }
}
