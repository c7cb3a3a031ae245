package org.carelay.workers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** The one folder that a worker may write to. Empty at the beginning of every call. */
final class WorkFolder {
  /** More entries than this count as too much, whatever their size. */
  private static final int MOST_ENTRIES = 10_000;

  private final Path path;
  private final long mostBytes;
  private volatile @Nullable FileTime lastEmptied;

  /**
   * @param mostBytes what all files in it may hold together
   */
  WorkFolder(Path path, long mostBytes) {
    this.path = path;
    this.mostBytes = mostBytes;
    this.lastEmptied = changed();
  }

  Path path() {
    return path;
  }

  long mostBytes() {
    return mostBytes;
  }

  /** Empties it if anything was made in it since it was emptied last. */
  void tidy() {
    var now = changed();
    if (now == null || now.equals(lastEmptied)) {
      return;
    }
    Home.deleteContent(path);
    lastEmptied = changed();
  }

  private @Nullable FileTime changed() {
    try {
      return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException gone) {
      return null;
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
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    private FileVisitResult next() {
      return ++entries > MOST_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
  }
}
