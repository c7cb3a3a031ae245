package org.carelay.workers;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a site decides about functions.
 *
 * @param home a folder for worker scripts, compiled classes and work folders; null for a temporary
 *     one that goes when the service closes
 * @param environments folders of packages that recipes ask for by name: a Python venv, the target
 *     of {@code pip install --target}, or a folder that holds {@code node_modules}
 * @param codeFiles the folder of the files that steps may name instead of holding code; null if
 *     there is none
 * @param interpreters the python3 and the node to use, where they are not those on the PATH
 */
public record FunctionSettings(
    @Nullable Path home,
    Pool pool,
    Sizes sizes,
    Map<String, Path> environments,
    @Nullable Path codeFiles,
    Map<Language, Path> interpreters,
    Confine confine) {

  public static FunctionSettings defaults() {
    return new FunctionSettings(
        null, Pool.defaults(), Sizes.DEFAULT, Map.of(), null, Map.of(), Confine.WHERE_POSSIBLE);
  }

  public FunctionSettings withHome(Path folder) {
    return new FunctionSettings(
        folder, pool, sizes, environments, codeFiles, interpreters, confine);
  }

  public FunctionSettings withPool(Pool changed) {
    return new FunctionSettings(
        home, changed, sizes, environments, codeFiles, interpreters, confine);
  }

  public FunctionSettings withEnvironments(Map<String, Path> changed) {
    return new FunctionSettings(home, pool, sizes, changed, codeFiles, interpreters, confine);
  }

  public FunctionSettings withConfine(Confine changed) {
    return new FunctionSettings(home, pool, sizes, environments, codeFiles, interpreters, changed);
  }

  public FunctionSettings withCodeFiles(Path folder) {
    return new FunctionSettings(home, pool, sizes, environments, folder, interpreters, confine);
  }

  public FunctionSettings withInterpreters(Map<Language, Path> changed) {
    return new FunctionSettings(home, pool, sizes, environments, codeFiles, changed, confine);
  }

  public FunctionSettings withSizes(Sizes changed) {
    return new FunctionSettings(
        home, pool, changed, environments, codeFiles, interpreters, confine);
  }

  /** Whether functions are kept in by the kernel. */
  public enum Confine {
    /** As far as this machine can; {@link Functions#isolation()} says how far that is. */
    WHERE_POSSIBLE,
    /** Where the kernel can not do it, no function runs. */
    REQUIRED,
    /** Not at all: for a machine on which it goes wrong. */
    OFF
  }

  /**
   * How many processes there may be.
   *
   * @param workers of all functions together
   * @param memory what all of them together may be allowed to use
   * @param perWorkspace calls at once
   * @param perRecipe calls at once
   * @param perFunction processes of one function
   * @param callsPerWorker after so many calls a process is replaced
   * @param idle a process that has had nothing to do for so long ends
   * @param loading how long a process may take to start and to load the code
   */
  public record Pool(
      int workers,
      MemorySize memory,
      int perWorkspace,
      int perRecipe,
      int perFunction,
      int callsPerWorker,
      Duration idle,
      Duration loading) {

    public static Pool defaults() {
      var cores = Runtime.getRuntime().availableProcessors();
      var workers = Math.max(8, 4 * cores);
      return new Pool(
          workers,
          new MemorySize(halfOfThisMachine()),
          workers,
          Math.max(4, 2 * cores),
          Math.max(2, cores),
          100_000,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30));
    }

    private static int halfOfThisMachine() {
      var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      return (int) Math.clamp(system.getTotalMemorySize() >> 21, 512, 16_384);
    }

    public Pool withWorkers(int changed) {
      return new Pool(
          changed, memory, perWorkspace, perRecipe, perFunction, callsPerWorker, idle, loading);
    }

    public Pool withPerFunction(int changed) {
      return new Pool(
          workers, memory, perWorkspace, perRecipe, changed, callsPerWorker, idle, loading);
    }

    public Pool withPerRecipe(int changed) {
      return new Pool(
          workers, memory, perWorkspace, changed, perFunction, callsPerWorker, idle, loading);
    }

    public Pool withPerWorkspace(int changed) {
      return new Pool(
          workers, memory, changed, perRecipe, perFunction, callsPerWorker, idle, loading);
    }

    public Pool withIdle(Duration changed) {
      return new Pool(
          workers, memory, perWorkspace, perRecipe, perFunction, callsPerWorker, changed, loading);
    }
  }

  /**
   * How large things may be.
   *
   * @param inputBytes the event as JSON
   * @param outputBytes the result as JSON
   * @param logBytes what is kept of what one call prints
   * @param workFolderBytes all files together that a call may write
   */
  public record Sizes(int inputBytes, int outputBytes, int logBytes, long workFolderBytes) {
    public static final Sizes DEFAULT = new Sizes(8 << 20, 8 << 20, 64 << 10, 256L << 20);
  }
}
