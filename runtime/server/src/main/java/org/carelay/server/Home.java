package org.carelay.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds everything this installation keeps, held by one process at a time. Only its
 * owner may look inside: the embedded database has patients in it.
 */
final class Home implements AutoCloseable {
  private final FileChannel lock;

  private Home(FileChannel lock) {
    this.lock = lock;
  }

  /**
   * Creates the folder where it is missing and takes it for this process.
   *
   * @throws StartFailed if it cannot be written or another process has it
   */
  static Home take(Path path) throws StartFailed {
    try {
      if (!Files.isDirectory(path)) {
        var parent = path.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.createDirectory(path);
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
          // For root, the database's own account passes through to its folder; it sees no more.
          var rights = "root".equals(System.getProperty("user.name")) ? "rwx--x--x" : "rwx------";
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        }
      }
      var channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel)) {
        return new Home(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new StartFailed(
          "The folder " + path + " cannot be used: make it writable or set CARELAY_HOME.", e);
    }
    throw new StartFailed(
        "Another Carelay is running with the folder "
            + path
            + ": stop it, or set CARELAY_HOME to another folder.",
        null);
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this very process, as in a test that starts two
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
