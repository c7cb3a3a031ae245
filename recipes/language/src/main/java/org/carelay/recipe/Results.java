package org.carelay.recipe;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The library's results as plain JSON, without its own kinds of list, null and function. */
final class Results {
  private Results() {}

  static @Nullable Object json(Object raw, Bounds bounds) {
    return switch (raw) {
      case String _, Number _, Boolean _ -> raw;
      case List<?> list -> list(list, bounds);
      case Map<?, ?> map -> map(map, bounds);
      default -> {
        if (raw == Jsonata.NULL_VALUE) {
          yield null;
        }
        throw new EvaluationError("expression-failed", "gives a function, not a value");
      }
    };
  }

  /** A copy that may be written into. */
  @SuppressWarnings("NullAway") // scopes declare no nulls, and hold them as JSON does
  static Map<String, Object> copy(Map<String, Object> names) {
    return map(names, new Bounds());
  }

  private static List<@Nullable Object> list(List<?> list, Bounds bounds) {
    bounds.made(list.size());
    var json = new ArrayList<@Nullable Object>(list.size());
    for (var item : list) {
      json.add(item == null ? null : json(item, bounds));
    }
    return json;
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> map, Bounds bounds) {
    bounds.made(map.size());
    var json = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(map.size());
    map.forEach(
        (key, item) -> json.put(String.valueOf(key), item == null ? null : json(item, bounds)));
    return json;
  }
}
