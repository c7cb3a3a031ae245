package org.carelay.file.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of one open file, from the first to the last. Not thread-safe. */
public interface Rows extends AutoCloseable {
  /**
   * @return null at the end
   * @throws FileProblem if nothing that follows can be read
   */
  @Nullable Line next() throws IOException, FileProblem;

  @Override
  void close() throws IOException;
}
