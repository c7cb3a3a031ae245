package org.carelay.engine.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Files;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that steps hand to each other, in a folder of this node: {@code WORKSPACE/EFFECT-KEY/NAME}.
 * They are removed some weeks after they were last written.
 */
public final class KeptFiles {
  private static final Logger LOG = LoggerFactory.getLogger(KeptFiles.class);
  private static final Duration KEEP = Duration.ofDays(30);
  private static final Duration TIDY_EVERY = Duration.ofDays(1);
  private static final Pattern REFERENCE =
      Pattern.compile("file:([0-9a-f]{32})/([^/\\\\\\p{Cntrl}]{1,255})");

  private final Path root;
  private final Clock clock;
  private final AtomicReference<Instant> tidied = new AtomicReference<>(Instant.MIN);

  private record Stored(String reference, String name, Path path, long size) implements Files.Kept {
    @Override
    public InputStream open() throws IOException {
      return java.nio.file.Files.newInputStream(path);
    }
  }

  public KeptFiles(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  /** As one effect of a workspace sees them; no workspace sees another's. */
  public Files of(int workspace, String effectKey) {
    return new Files() {
      @Override
      public Files.Kept keep(String name, Content content) throws IOException {
        tidy();
        var reference = "file:" + effectKey + "/" + name;
        var path = path(workspace, reference);
        if (path == null) {
          throw new IOException("The effect's key or the file's name is not fit for a file");
        }
        write(path, content);
        return new Stored(reference, name, path, java.nio.file.Files.size(path));
      }

      @Override
      public Files.Kept find(String reference) throws Permanent {
        var path = path(workspace, reference);
        try {
          if (path != null) {
            var name = String.valueOf(path.getFileName());
            return new Stored(reference, name, path, java.nio.file.Files.size(path));
          }
        } catch (IOException e) {
          throw gone(e);
        }
        throw gone(null);
      }
    };
  }

  private static Permanent gone(@Nullable IOException cause) {
    return new Permanent(
        "no-such-file",
        "There is no such file, or no longer: files are kept for %d days.".formatted(KEEP.toDays()),
        cause);
  }

  private @Nullable Path path(int workspace, String reference) {
    var parts = REFERENCE.matcher(reference);
    return parts.matches() && !parts.group(2).startsWith(".")
        ? root.resolve(String.valueOf(workspace)).resolve(parts.group(1)).resolve(parts.group(2))
        : null;
  }

  /** Whole or not at all. */
  private static void write(Path path, Files.Content content) throws IOException {
    var folder = java.nio.file.Files.createDirectories(path.getParent());
    var part = java.nio.file.Files.createTempFile(folder, ".", ".part");
    try {
      try (var out = new BufferedOutputStream(java.nio.file.Files.newOutputStream(part))) {
        content.writeTo(out);
      }
      java.nio.file.Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      java.nio.file.Files.deleteIfExists(part);
    }
  }

  /** Removes what an effect has kept; nothing where it has kept nothing. */
  public void remove(int workspace, String effectKey) {
    var folder = root.resolve(String.valueOf(workspace)).resolve(effectKey);
    if (!java.nio.file.Files.isDirectory(folder)) {
      return;
    }
    try {
      java.nio.file.Files.walkFileTree(folder, new Removing(root, Instant.MAX));
    } catch (IOException e) {
      LOG.warn("A kept file could not be removed: {}", e.getClass().getSimpleName());
    }
  }

  /** Removes old files; once a day at most. */
  public void tidy() {
    var now = clock.instant();
    var last = tidied.get();
    if (last.isAfter(now.minus(TIDY_EVERY))
        || !tidied.compareAndSet(last, now)
        || !java.nio.file.Files.isDirectory(root)) {
      return;
    }
    var oldest = now.minus(KEEP);
    try {
      java.nio.file.Files.walkFileTree(root, new Removing(root, oldest));
    } catch (IOException e) {
      LOG.warn("Old files could not be removed: {}", e.getClass().getSimpleName());
    }
  }

  /** Removes old files and the folders that are empty then. */
  private static final class Removing extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Instant oldest;

    Removing(Path root, Instant oldest) {
      this.root = root;
      this.oldest = oldest;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.lastModifiedTime().toInstant().isBefore(oldest)) {
        java.nio.file.Files.deleteIfExists(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      try (var left = java.nio.file.Files.list(folder)) {
        if (folder.getNameCount() == root.getNameCount() + 2 && left.findAny().isEmpty()) {
          java.nio.file.Files.deleteIfExists(folder);
        }
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
