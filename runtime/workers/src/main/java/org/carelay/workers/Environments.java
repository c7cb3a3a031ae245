package org.carelay.workers;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.carelay.workers.FunctionError.Kind;
import org.jspecify.annotations.Nullable;

/** Looks up the folders of packages that a site has named. */
final class Environments {
  private Environments() {}

  static @Nullable Path folder(Map<String, Path> environments, @Nullable String name)
      throws FunctionFailure {
    if (name == null) {
      return null;
    }
    var folder = environments.get(name);
    if (folder == null) {
      throw new FunctionFailure(
          Kind.NOT_AVAILABLE,
          "This site has no environment named \""
              + name
              + "\". It has: "
              + (environments.isEmpty()
                  ? "none"
                  : String.join(", ", new TreeSet<>(environments.keySet())))
              + ".");
    }
    return folder;
  }
}
