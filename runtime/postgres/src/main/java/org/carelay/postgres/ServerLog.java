package org.carelay.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that the server writes its log to. */
record ServerLog(Path file) {
  private static final long LARGE_BYTES = 8L << 20;

  /** Keeps one older file beside the current one. */
  void rotate() throws IOException {
    if (Files.exists(file) && Files.size(file) > LARGE_BYTES) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  long sizeBytes() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** What was written since the file had {@code from} bytes. */
  String since(long from) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    var all = Files.readAllBytes(file);
    var start = (int) Math.min(from, all.length);
    return new String(all, start, all.length - start, StandardCharsets.UTF_8).strip();
  }
}
