package org.carelay.recipe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the properties of one JSON object; what is missing, wrong or unknown becomes a problem. */
final class Fields {
  private final Map<String, Object> object;
  private final String pointer;
  private final Problems problems;
  private final Set<String> known = new TreeSet<>();

  private Fields(Map<String, Object> object, String pointer, Problems problems) {
    this.object = object;
    this.pointer = pointer;
    this.problems = problems;
  }

  /** The object, or an empty one after a problem. */
  @SuppressWarnings("unchecked")
  static Fields of(@Nullable Object value, String pointer, Problems problems) {
    if (value instanceof Map<?, ?> map) {
      return new Fields((Map<String, Object>) map, pointer, problems);
    }
    problems.add(pointer, "wrong-type", "This must be an object, not " + Scalars.kind(value));
    return new Fields(Map.of(), pointer, problems);
  }

  String pointer() {
    return pointer;
  }

  String pointer(String name) {
    return pointer + "/" + Pointers.escape(name);
  }

  boolean has(String name) {
    return object.get(name) != null;
  }

  boolean isEmpty() {
    return object.isEmpty();
  }

  /** The value as written; null where it is absent. */
  @Nullable Object any(String name) {
    known.add(name);
    var value = object.get(name);
    if (value == null && object.containsKey(name)) {
      problems.add(pointer(name), "wrong-type", "This must not be null; leave it out instead");
    }
    return value;
  }

  /** A text, number, duration... as {@link Scalars} reads them. */
  <T> @Nullable T value(String name, Class<T> type) {
    var written = any(name);
    if (written == null) {
      return null;
    }
    try {
      var strict = type != String.class || written instanceof String;
      if (!strict) {
        throw new IllegalArgumentException("must be a text, not " + Scalars.kind(written));
      }
      return type.cast(Scalars.read(written, type));
    } catch (IllegalArgumentException e) {
      problems.add(pointer(name), "wrong-type", "This " + e.getMessage());
      return null;
    }
  }

  @Nullable String text(String name) {
    return value(name, String.class);
  }

  /** A text that must be there and must not be blank; "" after a problem. */
  String neededText(String name) {
    need(name);
    var text = text(name);
    return text == null ? "" : text;
  }

  /** Reports a property that is absent or blank. */
  void need(String name) {
    if (!object.containsKey(name)) {
      missing(name);
    } else if (object.get(name) instanceof String text && text.isBlank()) {
      problems.add(pointer(name), "missing-property", "\"" + name + "\" must not be blank");
    }
  }

  void missing(String name) {
    problems.add(pointer(name), "missing-property", "\"" + name + "\" is needed here");
  }

  /** An object as written; empty where it is absent. */
  Map<String, Object> object(String name) {
    var value = any(name);
    return value == null ? Map.of() : of(value, pointer(name), problems).object;
  }

  @Nullable Fields fields(String name) {
    var value = any(name);
    return value == null ? null : of(value, pointer(name), problems);
  }

  /** A list as written; null where it is absent or no list. */
  @Nullable List<?> list(String name) {
    var value = any(name);
    if (value == null || value instanceof List<?>) {
      return (List<?>) value;
    }
    problems.add(pointer(name), "wrong-type", "This must be a list, not " + Scalars.kind(value));
    return null;
  }

  /** A record by the rules of {@link Binder}; null where it is absent or wrong. */
  <T extends Record> @Nullable T record(String name, Class<T> type) {
    if (!has(name)) {
      any(name);
      return null;
    }
    try {
      return Binder.bind(object(name), type);
    } catch (BindingException e) {
      problems.addAll(pointer(name), e.problems());
      return null;
    }
  }

  /** To be called last: everything not asked for is unknown. */
  void refuseOthers() {
    for (var name : object.keySet()) {
      if (!known.contains(name)) {
        problems.add(pointer(name), "unknown-property", Nearest.unknown("property", name, known));
      }
    }
  }
}
