package org.carelay.recipe;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows names through objects, with the library's outcome in a hundredth of its time. Lists on
 * the way are the library's work, since JSONata then looks into every element.
 */
final class PlainPath {
  static final Object NOT_PLAIN = new Object();
  static final Object UNDEFINED = new Object();

  private PlainPath() {}

  static @Nullable Object value(Map<?, ?> names, List<String> path) {
    @Nullable Object current = names;
    for (var name : path) {
      if (current instanceof List<?>) {
        return NOT_PLAIN;
      }
      if (!(current instanceof Map<?, ?> map)) {
        return UNDEFINED;
      }
      var next = map.get(name);
      if (next == null && !map.containsKey(name)) {
        return UNDEFINED;
      }
      current = next;
    }
    return current;
  }
}
