package org.carelay.workers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** The one folder that a worker may write to. Empty at the beginning of every call. */
final class WorkFolder {
  /** More entries than this count as too much, whatever their size. */
  private static final int MOST_ENTRIES = 10_000;

  /**
   * The folder's time while nothing has been made in it. Longer ago than any clock says, since the
   * clock of a file system may stand still for some milliseconds; a function can not set it.
   */
  private static final FileTime UNTOUCHED = FileTime.from(Instant.EPOCH);

  private final Path path;
  private final long mostBytes;

  /**
   * @param mostBytes what all files in it may hold together
   */
  WorkFolder(Path path, long mostBytes) {
    this.path = path;
    this.mostBytes = mostBytes;
    markUntouched();
  }

  Path path() {
    return path;
  }

  long mostBytes() {
    return mostBytes;
  }

  /**
   * Empties it if anything was made in it since it was emptied last.
   *
   * @return whether it is empty now
   */
  boolean tidy() {
    // Asked after every call. File is quicker than Files, which has another thread of the
    // scheduler woken for each question to the disk.
    if (path.toFile().lastModified() == UNTOUCHED.toMillis()) {
      return true;
    }
    var empty = Deletion.content(path);
    markUntouched();
    return empty;
  }

  private void markUntouched() {
    try {
      Files.setLastModifiedTime(path, UNTOUCHED);
    } catch (IOException gone) {
      // Then the worker has ended, and its folder with it.
      return;
    }
  }

  /**
   * Whether it holds more than it may. Files that are deleted but still open count as well, where
   * the system shows them.
   *
   * @param pid the worker
   */
  boolean overfull(long pid) {
    var count = new Count();
    try {
      Files.walkFileTree(path, count);
    } catch (IOException changing) {
      // The worker is making and deleting files right now; the next look will tell.
      return false;
    }
    return count.entries > MOST_ENTRIES || count.bytes + deletedButOpen(pid) > mostBytes;
  }

  private long deletedButOpen(long pid) {
    var bytes = 0L;
    var descriptors = Path.of("/proc", Long.toString(pid), "fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (var open = Files.newDirectoryStream(descriptors)) {
      for (var descriptor : open) {
        var target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith(path.toString()) && target.endsWith(" (deleted)")) {
          bytes += Files.size(descriptor);
        }
      }
    } catch (IOException changing) {
      return bytes;
    }
    return bytes;
  }

  private static final class Count extends SimpleFileVisitor<Path> {
    private int entries;
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      return next();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return next();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) {
      // What can not be looked at, since it is too deep for a path, may hold anything.
      entries += reason instanceof NoSuchFileException ? 0 : MOST_ENTRIES;
      return next();
    }

    private FileVisitResult next() {
      return ++entries > MOST_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
  }
}
