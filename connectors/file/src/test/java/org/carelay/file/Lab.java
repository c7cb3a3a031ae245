package org.carelay.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;

/** Settings and inputs as JSON gives them. */
final class Lab {
  private Lab() {}

  static FileSettings settings(Path folder) {
    return new FileSettings(
        folder.toString(),
        null,
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        "upload-token",
        null);
  }

  static FileSettings withDone(Path folder) {
    return new FileSettings(
        folder.toString(), "done", Duration.ofSeconds(5), Duration.ofSeconds(5), null, null);
  }

  static FileArrived.Input arrived(Map<String, Object> with) throws BindingException {
    return Binder.bind(with, FileArrived.Input.class);
  }
}
