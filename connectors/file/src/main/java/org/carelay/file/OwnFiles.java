package org.carelay.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;

/** Files that recipes put into a folder: whole or not at all, and never over somebody else's. */
final class OwnFiles {
  /** Before each name that we have written, with the effect that did. */
  static final String NOTE = "written/";

  private static final int MOST_OF_A_NAME = 10_000;
  private static final long STEP_MILLIS = 2_000;

  private OwnFiles() {}

  /**
   * Puts a file into the folder. The same effect writes to the same name again; another effect's
   * file of that name stays, and this one gets a number.
   *
   * @return the name it has there
   */
  static String put(Folder folder, String name, InputStream content, ActionContext context)
      throws ConnectorException {
    var bucket = folder.bucket();
    if (bucket != null) {
      return bucket.put(name, content, context.effectKey());
    }
    try {
      // Coarse enough for every file system; the note is made before the file is there.
      var at = context.clock().millis() / STEP_MILLIS * STEP_MILLIS;
      var target = free(folder.path(), name, at, context);
      var part = target.resolveSibling("." + context.effectKey() + ".part");
      try {
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(part, FileTime.fromMillis(at));
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
      return String.valueOf(target.getFileName());
    } catch (IOException e) {
      throw Folder.failure(e);
    }
  }

  /** Whether we wrote a file of that name, and nobody else since. */
  static boolean isOurs(Folder.Found file, Map<String, String> notes) {
    var note = notes.get(NOTE + file.name());
    return note != null && note.endsWith("@" + file.modified());
  }

  private static Path free(Path folder, String name, long at, ActionContext context) {
    for (var number = 1; number < MOST_OF_A_NAME; number++) {
      var candidate = number == 1 ? name : Folder.numbered(name, number);
      var note = context.memory().get(NOTE + candidate);
      var path = folder.resolve(candidate);
      var again = note != null && note.startsWith(context.effectKey());
      if (again || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        context.memory().put(NOTE + candidate, context.effectKey() + "@" + at);
        return path;
      }
    }
    throw new IllegalStateException("There are too many files of this name");
  }
}
