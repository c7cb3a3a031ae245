package org.carelay.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server's programs, unpacked.
 *
 * @param home holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path home) {
  /** A file lock excludes other JVMs, but is refused to a second thread of the same one. */
  private static final ReentrantLock UNPACKING = new ReentrantLock();

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /**
   * Unpacks the binaries of this machine's platform below {@code cache}, once: concurrent callers
   * wait for the first. A killed attempt leaves nothing that could be taken for complete.
   */
  static Binaries unpackedBelow(Path cache) {
    var archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
    var home = cache.resolve(fingerprint(archive));
    if (Files.isDirectory(home)) {
      return new Binaries(home);
    }
    UNPACKING.lock();
    try {
      Files.createDirectories(cache);
      try (var channel =
              FileChannel.open(
                  cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        if (lock.isValid() && !Files.isDirectory(home)) {
          unpack(archive, home);
        }
      }
    } catch (IOException e) {
      throw new PostgresException(
          "Cannot unpack PostgreSQL into " + cache + ": " + e.getMessage(), e);
    } finally {
      UNPACKING.unlock();
    }
    return new Binaries(home);
  }

  /** The archive's address on the class path, by the names its publisher gives them. */
  static URL archive(String os, String architecture) {
    var system = os.toLowerCase(Locale.ROOT);
    var name =
        "postgres-%s-%s.txz"
            .formatted(
                system.startsWith("mac") ? "darwin" : system.split(" ", -1)[0],
                architecture.equals("aarch64") ? "arm_64" : "x86_64");
    var url = Binaries.class.getResource("/" + name);
    if (url == null) {
      throw new PostgresException(
          "No PostgreSQL for %s on %s is built in. Install PostgreSQL 15 or later and name it in CARELAY_DATABASE_URL."
              .formatted(os, architecture));
    }
    return url;
  }

  /** Differs for every build of the binaries, at no cost: the checksum kept in the jar's index. */
  private static String fingerprint(URL archive) {
    try {
      if (archive.openConnection() instanceof JarURLConnection jar) {
        var entry = jar.getJarEntry();
        return "postgres-%08x-%d".formatted(entry.getCrc(), entry.getSize());
      }
      var file = Path.of(archive.toURI());
      return "postgres-%d-%d"
          .formatted(Files.getLastModifiedTime(file).toMillis(), Files.size(file));
    } catch (IOException | java.net.URISyntaxException e) {
      throw new PostgresException("Cannot read " + archive + ": " + e.getMessage(), e);
    }
  }

  private static void unpack(URL archive, Path home) throws IOException {
    var partial = home.resolveSibling(home.getFileName() + ".partial");
    Folders.delete(partial);
    Files.createDirectories(partial);
    try (InputStream in = archive.openStream();
        var tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, partial);
      }
    }
    Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    var target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("The archive names a file outside of itself: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(target.getParent());
      Files.copy(tar, target);
      var executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
