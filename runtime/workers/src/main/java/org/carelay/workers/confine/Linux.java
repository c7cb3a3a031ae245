package org.carelay.workers.confine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.carelay.workers.confine.CallFilter.AddressRange;
import org.jspecify.annotations.Nullable;

/** Confinement by the Linux kernel. */
final class Linux implements Confinement {
  private static final int SET_NO_NEW_PRIVILEGES = 38;
  private static final int SET_SECUREBITS = 28;
  private static final int DROP_FROM_BOUNDING_SET = 24;

  /** Being root gives no capability, and none of this can be changed back. */
  private static final int NO_ROOT_LOCKED = 0xEF;

  private static final int SET_MODE_FILTER = 1;
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
      var linux = new Linux(processor, version);
      linux.tryOut();
      return linux;
    } catch (IOException | RuntimeException | LinkageError e) {
      return new Unconfined("confinement can not be set up here: " + e.getMessage());
    }
  }

  /** Starts something harmless, so that what can go wrong here goes wrong now. */
  private void tryOut() throws IOException {
    var helper = Path.of(System.getProperty("java.home"), "lib", "jspawnhelper");
    var folder = Path.of(System.getProperty("java.io.tmpdir"));
    var grants = new Grants(List.of(), folder, new Grants.Limits(64L << 20, 0, 64));
    start(new ProcessBuilder(helper.toString()), grants).getInputStream().close();
  }

  @Override
  public void allowProcessorTime(long pid, Duration total) {
    try {
      var limits = new ResourceLimits(pid, calls.number("prlimit64"));
      limits.setSoft(ResourceLimits.PROCESSOR_SECONDS, total.toSeconds());
    } catch (KernelException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Level level() {
    return new Level.Full("Landlock " + landlock + ", seccomp and resource limits");
  }

  @Override
  public Process start(ProcessBuilder builder, Grants grants) throws IOException {
    var rules = new Landlock(landlock, calls);
    try (var arena = Arena.ofShared()) {
      var ruleset = rules.rules(withSystem(grants));
      try {
        var process = start(builder, confining(arena, ruleset));
        try {
          limit(process, grants.limits());
          return process;
        } catch (IOException e) {
          ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
          throw e;
        }
      } finally {
        rules.close(ruleset);
      }
    }
  }

  /**
   * What confines a thread: kernel calls and nothing else. From the first refusal on the thread can
   * not even load a class of ours, so everything is prepared here and errors are only counted.
   */
  private LongSupplier confining(Arena arena, long ruleset) {
    var capabilities = Kernel.block(arena, 32);
    capabilities.set(ValueLayout.JAVA_INT, 0, CAPABILITY_VERSION_3);
    var filter = new CallFilter(processor, calls);
    Rules.apply(filter, landlock, spawn);
    var program = filter.assemble(arena);
    var prctl = calls.number("prctl");
    var capset = calls.number("capset");
    var seccomp = calls.number("seccomp");
    return () -> {
      // A runtime that is not root has no capabilities, and these do nothing.
      Kernel.call(prctl, SET_SECUREBITS, NO_ROOT_LOCKED, 0, 0, 0);
      for (var capability = 0; capability <= HIGHEST_CAPABILITY; capability++) {
        Kernel.call(prctl, DROP_FROM_BOUNDING_SET, capability, 0, 0, 0);
      }
      Kernel.call(capset, capabilities.address(), capabilities.address() + 8);
      var refused = Math.min(0, Kernel.call(prctl, SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0));
      refused = Math.min(refused, Landlock.restrictSelf(ruleset));
      return Math.min(refused, Kernel.call(seccomp, SET_MODE_FILTER, 0, program.address()));
    };
  }

  private static Process start(ProcessBuilder builder, LongSupplier confining) throws IOException {
    var refusal = new AtomicLong();
    var started = new CompletableFuture<@Nullable Process>();
    // What is set on a thread can not be taken back: this one is used once. It must not be a
    // virtual thread, since its carrier would stay confined, nor one of a pool.
    Thread.ofPlatform()
        .daemon()
        .inheritInheritableThreadLocals(false)
        .name("function-starter")
        .start(
            () -> {
              try {
                refusal.set(confining.getAsLong());
                started.complete(refusal.get() < 0 ? null : builder.start());
              } catch (IOException | RuntimeException | Error e) {
                started.completeExceptionally(e);
              }
            });
    var process = await(started);
    if (process == null) {
      throw new KernelException("Confining the function", (int) -refusal.get());
    }
    return process;
  }

  private static @Nullable Process await(CompletableFuture<@Nullable Process> started)
      throws IOException {
    var interrupted = false;
    try {
      while (true) {
        try {
          return started.get();
        } catch (InterruptedException e) {
          // A start takes milliseconds; whoever is interrupted notices at the next wait.
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IOException(e.getCause() == null ? e : e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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
