package org.carelay.workers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the function service: the worker scripts, and a work folder per process. Only this
 * user may enter it. What an earlier runtime left behind when it was killed, processes included, is
 * cleared away when the next one opens the same home.
 */
final class Home implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Home.class);
  private static final String PROCESS_FILE = "process";

  private final Path folder;
  private final Path run;
  private final boolean temporary;
  private final AtomicLong count = new AtomicLong();

  private Home(Path folder, boolean temporary) throws IOException {
    this.folder = folder;
    this.temporary = temporary;
    this.run = Files.createTempDirectory(folder, "run-");
    remember(run, ProcessHandle.current());
  }

  static Home open(@Nullable Path wanted) {
    try {
      if (wanted == null) {
        return new Home(Files.createTempDirectory("carelay-functions-"), true);
      }
      Files.createDirectories(wanted);
      if (Files.getFileStore(wanted).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(wanted, PosixFilePermissions.fromString("rwx------"));
      }
      var folder = wanted.toRealPath();
      clearLeftovers(folder);
      return new Home(folder, false);
    } catch (IOException e) {
      throw new UncheckedIOException("The functions' folder can not be used", e);
    }
  }

  /** Copies a resource of this package into the home and returns where it is. */
  Path extract(String resource) {
    try (var in = Objects.requireNonNull(Home.class.getResourceAsStream(resource), resource)) {
      var target = run.resolve(resource);
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.copy(in, target);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("The functions' folder can not be written", e);
    }
  }

  /** A folder that stays from one runtime to the next, unless the home is temporary. */
  Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("The functions' folder can not be written", e);
    }
  }

  /** An empty folder for one process. */
  Path newWorkFolder() throws IOException {
    return Files.createDirectories(run.resolve("w" + count.incrementAndGet()).resolve("work"));
  }

  /** Puts what the worker needs beside its work folder. */
  void place(Path workFolder, Launch launch) throws IOException {
    for (var file : launch.files().entrySet()) {
      Files.writeString(workFolder.resolveSibling(file.getKey()), file.getValue());
    }
    for (var link : launch.links().entrySet()) {
      Files.createSymbolicLink(workFolder.resolveSibling(link.getKey()), link.getValue());
    }
  }

  /** Notes whose folder it is, for the runtime that comes after a crash. */
  void remember(Path workFolder, Process process) throws IOException {
    var handle = ProcessHandle.of(process.pid());
    if (handle.isPresent()) {
      remember(Objects.requireNonNull(workFolder.getParent()), handle.get());
    }
  }

  private static void remember(Path owned, ProcessHandle process) throws IOException {
    var since = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    Files.writeString(owned.resolve(PROCESS_FILE), process.pid() + " " + since);
  }

  void remove(Path workFolder) {
    Deletion.tree(Objects.requireNonNull(workFolder.getParent()));
  }

  @Override
  public void close() {
    Deletion.tree(temporary ? folder : run);
  }

  private static void clearLeftovers(Path folder) throws IOException {
    try (var runs = Files.newDirectoryStream(folder, "run-*")) {
      for (var left : runs) {
        if (owner(left) == null) {
          try (var workers = Files.newDirectoryStream(left, "w*")) {
            workers.forEach(Home::killOwner);
          }
          Deletion.tree(left);
        }
      }
    }
  }

  private static void killOwner(Path owned) {
    var process = owner(owned);
    if (process != null) {
      log.info("Ending process {} that an earlier runtime left behind", process.pid());
      process.destroyForcibly();
    }
  }

  /** The process that a folder belongs to, if it still lives and is not a later one of that id. */
  private static @Nullable ProcessHandle owner(Path owned) {
    try {
      var parts = Files.readString(owned.resolve(PROCESS_FILE)).split(" ", 2);
      var since = Long.parseLong(parts[1]);
      return ProcessHandle.of(Long.parseLong(parts[0]))
          .filter(
              process ->
                  process.info().startInstant().map(Instant::toEpochMilli).orElse(0L) == since)
          .orElse(null);
    } catch (IOException | RuntimeException unreadable) {
      return null;
    }
  }
}
