package org.carelay.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the JVM's cache of loaded and linked classes (JEP 483, 514), with which the next start
 * takes a quarter of the time. A process of its own makes it while this one serves, by {@link
 * WarmUpCommand}; whatever goes wrong there, the next start just takes as long as this one.
 */
final class StartupCache implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StartupCache.class);
  private static final long PATIENCE_MINUTES = 5;

  private final Process process;

  private StartupCache(Process process) {
    this.process = process;
  }

  /**
   * Starts making it where the launcher asks for it.
   *
   * @param cache the property {@code carelay.startup-cache}: the file to make
   */
  static AutoCloseable make(String cache) {
    if (cache.isEmpty()) {
      return () -> {};
    }
    var draft = Path.of(cache + "." + ProcessHandle.current().pid() + ".draft");
    try {
      var process =
          new ProcessBuilder(command(draft))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Thread.ofVirtual().start(() -> keep(process, draft, Path.of(cache)));
      return new StartupCache(process);
    } catch (IOException e) {
      log.debug("No startup cache: its process cannot start", e);
      return () -> {};
    }
  }

  /** The same program with the same options, since the cache fits no other. */
  private static List<String> command(Path draft) {
    var command = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
      command.addAll(List.of("/usr/bin/nice", "-n", "19"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-Dcarelay."))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-XX:AOTCacheOutput=" + draft,
            "-jar",
            System.getProperty("java.class.path"),
            WarmUpCommand.NAME));
    return command;
  }

  private static void keep(Process process, Path draft, Path cache) {
    try {
      if (process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)
          && process.exitValue() == 0
          && Files.exists(draft)) {
        Files.move(draft, cache, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      log.debug("No startup cache: it cannot be put in its place", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(process);
      draft.toFile().delete();
      Path.of(draft + ".config").toFile().delete();
    }
  }

  private static void end(Process process) {
    // The JVM makes the file in a child of its own.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    end(process);
  }
}
