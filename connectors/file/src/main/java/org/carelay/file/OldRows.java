package org.carelay.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeSet;
import org.carelay.connector.Notice;
import org.carelay.file.format.FileProblem;
import org.carelay.file.format.Line;
import org.carelay.file.format.Rows;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were there before a recipe. A list is often delivered whole again with a few new
 * rows; without this, the first such delivery would fire for everybody on it.
 */
final class OldRows {
  static final String KEY = "old-rows";
  private static final int MOST = 100_000;

  static final Notice TOO_MANY =
      new Notice(
          "too-many-old-rows",
          "too-many-old-rows",
          true,
          "The folder's files have more than %d rows already, which cannot be remembered as old. Move them away; the recipe begins with what arrives then."
              .formatted(MOST));

  private final TreeSet<Long> prints = new TreeSet<>();
  private boolean tooMany;

  static OldRows of(@Nullable String text) {
    var old = new OldRows();
    if (text != null) {
      var numbers = ByteBuffer.wrap(Base64.getDecoder().decode(text)).asLongBuffer();
      while (numbers.hasRemaining()) {
        old.prints.add(numbers.get());
      }
    }
    return old;
  }

  void addAll(Rows rows) throws IOException, FileProblem, InterruptedException {
    for (var line = rows.next(); line != null && !tooMany; line = rows.next()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("While reading a file");
      }
      if (line instanceof Line.Row row) {
        prints.add(print(row));
        tooMany = prints.size() > MOST;
      }
    }
  }

  boolean areTooMany() {
    return tooMany;
  }

  boolean contains(Line.Row row) {
    return !prints.isEmpty() && prints.contains(print(row));
  }

  String text() {
    var bytes = ByteBuffer.allocate(prints.size() * Long.BYTES);
    prints.forEach(bytes::putLong);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
  }

  /** 64 bits: two different rows of a hundred thousand share them once in a billion folders. */
  private static long print(Line.Row row) {
    return Long.parseUnsignedLong(Hashes.of(row.values()), 0, 16, 16);
  }
}
