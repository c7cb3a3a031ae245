package org.carelay.recipe;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known about a value before anything runs, as far as names are concerned. */
sealed interface Known {
  /** It may have any names. */
  record Anything() implements Known {}

  /** It has no names: a text, a number, a time. */
  record Single() implements Known {}

  /** It has these names and no others. */
  record Named(Map<String, Known> names) implements Known {}

  Known ANYTHING = new Anything();
  Known SINGLE = new Single();

  /** By the declared type. JSONata looks through lists, so a list is known by its elements. */
  static Known of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? of(generic.getActualTypeArguments()[0])
          : ANYTHING;
    }
    if (!(type instanceof Class<?> raw) || raw == Object.class || raw == Map.class) {
      return ANYTHING;
    }
    if (raw.isRecord()) {
      return new Named(components(raw));
    }
    return raw == List.class ? ANYTHING : SINGLE;
  }

  /**
   * What later steps see of a step: its output, or why there is none. A step that was skipped, held
   * back or failed gives {@code status}, {@code reason} or {@code error} in place of its output.
   */
  static Known outcome(Type output) {
    if (!(of(output) instanceof Named(Map<String, Known> names))) {
      return ANYTHING;
    }
    var all = new LinkedHashMap<>(names);
    all.putIfAbsent("status", SINGLE);
    all.putIfAbsent("reason", SINGLE);
    all.putIfAbsent("error", new Named(Map.of("code", SINGLE, "message", SINGLE)));
    return new Named(all);
  }

  /** The components of a record with what is known about them. */
  static Map<String, Known> components(Class<?> raw) {
    var names = new LinkedHashMap<String, Known>();
    RecordShape.of(raw).components().forEach(c -> names.put(c.name(), of(c.type())));
    return names;
  }
}
