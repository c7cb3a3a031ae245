package org.carelay.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the JVM's cache of loaded, linked and profiled classes (JEP 483, 514, 515), with which the
 * next start takes a fraction of the time. A process of its own makes it while this one serves, by
 * {@link WarmUpCommand}, at the lowest priority; whatever goes wrong there, the next start just
 * takes as long as this one.
 */
final class StartupCache implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StartupCache.class);
  private static final Path NICE = Path.of("/usr/bin/nice");
  private static final long PATIENCE_MINUTES = 5;

  private final Path cache;
  private final Path draft;
  private final Path trial;
  private final Process process;
  private final CountDownLatch done = new CountDownLatch(1);

  private StartupCache(Path cache, Path home) throws IOException {
    this.cache = cache;
    this.draft = cache.resolveSibling(cache.getFileName() + ".draft");
    this.trial = cache.resolveSibling(cache.getFileName() + ".trial");
    delete(trial);
    Files.createDirectories(trial);
    // The database's programs are unpacked there already.
    Files.createSymbolicLink(trial.resolve("postgres"), home.resolve("postgres"));
    this.process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread.ofVirtual().start(this::keep);
  }

  /**
   * Starts making it where the launcher asks for it.
   *
   * @param cache the property {@code carelay.startup-cache}: the file to make; may be empty
   * @param home of the running installation
   */
  static AutoCloseable make(String cache, Path home) {
    if (cache.isEmpty() || !Files.isDirectory(home.resolve("postgres"))) {
      return () -> {};
    }
    try {
      return new StartupCache(Path.of(cache), home);
    } catch (IOException e) {
      log.debug("No startup cache: its process cannot start", e);
      return () -> {};
    }
  }

  /** The same program with the same options, since the cache fits no other. */
  private List<String> command() {
    var command = new ArrayList<String>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "19"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-Dcarelay."))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-XX:AOTCacheOutput=" + draft,
            "-cp",
            System.getProperty("java.class.path"),
            Carelay.class.getName(),
            WarmUpCommand.NAME,
            trial.toString()));
    return command;
  }

  private void keep() {
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
      end();
      done.countDown();
    }
  }

  /** Ends the process with its database, and the child in which the JVM writes the cache. */
  private void end() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      for (var left : List.of(trial, draft, Path.of(draft + ".config"))) {
        delete(left);
      }
    } catch (IOException e) {
      log.debug("The trial of the startup cache left files behind", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    done.await(20, TimeUnit.SECONDS);
  }
}
