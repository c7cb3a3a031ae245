package org.carelay.workers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.carelay.workers.FunctionError.Kind;
import org.jspecify.annotations.Nullable;

/** The code files that a site keeps, for steps that name a file instead of holding the code. */
final class CodeFiles {
  private static final Pattern NAME = Pattern.compile("[\\w-][\\w.-]*(/[\\w-][\\w.-]*)*");

  private final @Nullable Path folder;

  CodeFiles(@Nullable Path folder) {
    this.folder = folder;
  }

  /**
   * @throws FunctionFailure {@code not_available} if there is no such file
   */
  String read(String name) throws FunctionFailure {
    if (folder == null) {
      throw new FunctionFailure(
          Kind.NOT_AVAILABLE,
          "This site has no folder for code files. Write the code into the step.");
    }
    if (!NAME.matcher(name).matches()) {
      throw new FunctionFailure(
          Kind.NOT_AVAILABLE,
          "A code file is named like clean_phone.py, by letters, digits and folders.");
    }
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new FunctionFailure(
          Kind.NOT_AVAILABLE, "There is no code file " + name + " in the site's folder.");
    }
  }
}
