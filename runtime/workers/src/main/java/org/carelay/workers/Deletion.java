package org.carelay.workers;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes folders that a function had in its hands, however deep it has made them. */
final class Deletion extends SimpleFileVisitor<Path> {
  private static final Logger log = LoggerFactory.getLogger(Deletion.class);

  /**
   * How deep one walk goes. What is deeper is moved up for the next: a path may have 4,096 bytes
   * and each name in it 255, but folders within folders know no limit.
   */
  private static final int REACH = 8;

  private final Path top;
  private final boolean itself;
  private boolean again;

  private Deletion(Path top, boolean itself) {
    this.top = top;
    this.itself = itself;
  }

  /** Deletes a folder. */
  static void tree(Path top) {
    new Deletion(top, true).delete();
  }

  /**
   * Empties a folder.
   *
   * @return whether it is empty now
   */
  static boolean content(Path top) {
    return new Deletion(top, false).delete();
  }

  private boolean delete() {
    try {
      do {
        again = false;
        Files.walkFileTree(top, EnumSet.noneOf(FileVisitOption.class), REACH, this);
      } while (again);
      return true;
    } catch (NoSuchFileException gone) {
      log.debug("Already removed: {}", top);
    } catch (IOException e) {
      log.warn("The folder {} could not be removed: {}", top, e.getClass().getSimpleName());
    }
    return false;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isDirectory()) {
      Files.move(file, top.resolve(UUID.randomUUID().toString()));
      again = true;
    } else {
      Files.deleteIfExists(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
      throws IOException {
    if (!folder.equals(top) || itself && !again) {
      Files.deleteIfExists(folder);
    }
    return FileVisitResult.CONTINUE;
  }
}
