package org.carelay.workers.confine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.carelay.workers.confine.CallFilter.AddressRange;
import org.jspecify.annotations.Nullable;

/** Confinement by the Linux kernel. */
final class Linux implements Confinement {
  private static final int SET_NO_NEW_PRIVILEGES = 38;
  private static final int SET_SECUREBITS = 28;
  private static final int DROP_FROM_BOUNDING_SET = 24;

  /** Being root gives no capability, and none of this can be changed back. */
  private static final int NO_ROOT_LOCKED = 0xEF;

  private static final int CAPABILITY_VERSION_3 = 0x20080522;
  private static final int HIGHEST_CAPABILITY = 63;

  /** How much code the C library's clone may be, at most. */
  private static final int LENGTH_OF_CLONE = 256;

  private final Kernel.Processor processor;
  private final CallNumbers calls;
  private final int landlock;
  private final AddressRange spawn;

  private Linux(Kernel.Processor processor, int landlock) throws IOException {
    this.processor = processor;
    this.calls = new CallNumbers(processor);
    this.landlock = landlock;
    this.spawn = spawningCode();
  }

  static Confinement detect() {
    return detect(Integer.MAX_VALUE);
  }

  /**
   * @param newest pretends that Landlock's interface is no newer than this
   */
  static Confinement detect(int newest) {
    if (!System.getProperty("os.name").equals("Linux")) {
      return new Unconfined("functions can be confined on Linux only");
    }
    try {
      var processor = Kernel.Processor.current();
      var version = Math.min(newest, Landlock.version());
      if (version < 1) {
        return new Unconfined("this Linux kernel is older than 5.13 or has Landlock turned off");
      }
      return new Linux(processor, version);
    } catch (IOException | RuntimeException | LinkageError e) {
      return new Unconfined("confinement can not be set up here: " + e.getMessage());
    }
  }

  @Override
  public Level level() {
    return new Level.Full("Landlock " + landlock + ", seccomp and resource limits");
  }

  @Override
  public Process start(ProcessBuilder builder, Grants grants) throws IOException {
    var started = new CompletableFuture<Process>();
    // What is set on a thread can not be taken back: this one is used once. It must not be a
    // virtual thread, since its carrier would stay confined, nor one of a pool.
    Thread.ofPlatform()
        .daemon()
        .inheritInheritableThreadLocals(false)
        .name("function-starter")
        .start(
            () -> {
              try {
                confineThisThread(withSystem(grants));
                started.complete(builder.start());
              } catch (IOException | RuntimeException | Error e) {
                started.completeExceptionally(e);
              }
            });
    var process = await(started);
    try {
      limit(process, grants.limits());
      return process;
    } catch (IOException e) {
      ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
      throw e;
    }
  }

  private static Process await(CompletableFuture<Process> started) throws IOException {
    var interrupted = false;
    while (true) {
      try {
        var process = started.get();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return process;
      } catch (InterruptedException e) {
        // A start takes milliseconds; whoever is interrupted notices at the next wait.
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IOException(e.getCause() == null ? e : e.getCause());
      }
    }
  }

  private void confineThisThread(Grants grants) throws IOException {
    dropCapabilities();
    Kernel.demand("no-new-privileges", calls.number("prctl"), SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0);
    new Landlock(landlock, calls).restrict(grants);
    var filter = new CallFilter(processor, calls);
    Rules.apply(filter, landlock, spawn);
    filter.install();
  }

  /** For a runtime that is root; any other has no capabilities, and these calls do nothing. */
  private void dropCapabilities() {
    Kernel.call(calls.number("prctl"), SET_SECUREBITS, NO_ROOT_LOCKED, 0, 0, 0);
    for (var capability = 0; capability <= HIGHEST_CAPABILITY; capability++) {
      Kernel.call(calls.number("prctl"), DROP_FROM_BOUNDING_SET, capability, 0, 0, 0);
    }
    try (var arena = Arena.ofConfined()) {
      var header = Kernel.block(arena, 8);
      header.set(ValueLayout.JAVA_INT, 0, CAPABILITY_VERSION_3);
      var none = Kernel.block(arena, 24);
      Kernel.call(calls.number("capset"), header.address(), none.address());
    }
  }

  private void limit(Process process, Grants.Limits limits) throws IOException {
    var one = new ResourceLimits(process.pid(), calls.number("prlimit64"));
    one.set(ResourceLimits.DATA, limits.dataBytes());
    one.set(ResourceLimits.FILE_SIZE, limits.fileBytes());
    one.set(ResourceLimits.OPEN_FILES, limits.openFiles());
    one.set(ResourceLimits.CORE_DUMP, 0);
  }

  /** What every program needs: the dynamic loader and the libraries of the system. */
  private static Grants withSystem(Grants grants) throws IOException {
    var readable = new ArrayList<>(grants.readable());
    readable.add(Path.of(System.getProperty("java.home"), "lib", "jspawnhelper"));
    readable.add(Path.of("/etc/ld.so.cache"));
    readable.add(Path.of("/usr/share/zoneinfo"));
    for (var folder : List.of("/lib", "/usr/lib", "/lib64", "/usr/lib64")) {
      readable.addAll(libraries(Path.of(folder)));
    }
    return new Grants(readable, grants.workFolder(), grants.limits());
  }

  /** On Debian's kin the libraries are one folder down, and their neighbours are not needed. */
  private static List<Path> libraries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var children = Files.newDirectoryStream(folder, "*-linux-{gnu,musl}*")) {
      var found = new ArrayList<Path>();
      children.forEach(found::add);
      return found.isEmpty() ? List.of(folder) : found;
    }
  }

  private static AddressRange spawningCode() throws IOException {
    var clone = Kernel.addressOf("clone");
    if (Kernel.addressOf("gnu_get_libc_version").isPresent() && clone.isPresent()) {
      return AddressRange.of(clone.get(), clone.get() + LENGTH_OF_CLONE);
    }
    var range = mappingOf(Kernel.addressOf("posix_spawn").orElseThrow());
    if (range == null) {
      throw new IOException("the C library was not found in memory");
    }
    return range;
  }

  private static @Nullable AddressRange mappingOf(long address) throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      var bounds = line.substring(0, line.indexOf(' ')).split("-");
      var start = Long.parseUnsignedLong(bounds[0], 16);
      var end = Long.parseUnsignedLong(bounds[1], 16);
      if (start <= address && address < end) {
        return AddressRange.of(start, end);
      }
    }
    return null;
  }
}
