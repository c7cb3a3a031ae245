package org.carelay.recipe;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;

/** JSON to values of a declared type; what does not fit becomes a problem. */
final class ValueReader {
  private ValueReader() {}

  static @Nullable Object record(
      Map<?, ?> json, Class<?> type, String pointer, List<InputProblem> problems) {
    var shape = RecordShape.of(type);
    int before = problems.size();
    refuseUnknown(json, shape, pointer, problems);
    var values = new @Nullable Object[shape.size()];
    for (var component : shape.components()) {
      var value = json.get(component.name());
      if (value != null) {
        values[component.index()] =
            value(value, component.type(), pointer + "/" + component.name(), problems);
      } else if (!component.optional()) {
        problems.add(missing(component, pointer));
      }
    }
    return problems.size() == before ? constructed(shape, values, pointer, problems) : null;
  }

  private static void refuseUnknown(
      Map<?, ?> json, RecordShape shape, String pointer, List<InputProblem> problems) {
    for (var key : json.keySet()) {
      var name = String.valueOf(key);
      if (shape.component(name) == null) {
        problems.add(
            new InputProblem(
                pointer + "/" + Pointers.escape(name),
                "unknown-property",
                Nearest.unknown("property", name, shape.names())));
      }
    }
  }

  private static InputProblem missing(RecordShape.Component component, String pointer) {
    var describe = component.describe();
    var title = describe == null ? "" : " (" + describe.title() + ")";
    return new InputProblem(
        pointer + "/" + component.name(),
        "missing-property",
        "\"" + component.name() + "\"" + title + " is needed");
  }

  private static @Nullable Object constructed(
      RecordShape shape, @Nullable Object[] values, String pointer, List<InputProblem> problems) {
    try {
      return shape.construct(values);
    } catch (IllegalArgumentException | NullPointerException e) {
      problems.add(new InputProblem(pointer, "invalid-value", String.valueOf(e.getMessage())));
      return null;
    }
  }

  static @Nullable Object value(
      Object json, Type type, String pointer, List<InputProblem> problems) {
    if (type instanceof ParameterizedType generic) {
      var arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(json, arguments[0], pointer, problems)
          : map(json, arguments[1], pointer, problems);
    }
    if (!(type instanceof Class<?> raw)) {
      return json;
    }
    if (raw.isRecord()) {
      return nested(json, raw, pointer, problems);
    }
    try {
      return Scalars.read(json, raw);
    } catch (IllegalArgumentException e) {
      problems.add(new InputProblem(pointer, "wrong-type", String.valueOf(e.getMessage())));
      return null;
    }
  }

  private static @Nullable Object nested(
      Object json, Class<?> type, String pointer, List<InputProblem> problems) {
    var shape = RecordShape.of(type);
    if (json instanceof Map<?, ?> map) {
      return record(map, type, pointer, problems);
    }
    if (json instanceof String text && shape.parses()) {
      try {
        return shape.parseText(text);
      } catch (RuntimeException e) {
        problems.add(new InputProblem(pointer, "invalid-value", String.valueOf(e.getMessage())));
        return null;
      }
    }
    var alternative = shape.parses() ? " or a text" : "";
    problems.add(
        new InputProblem(
            pointer,
            "wrong-type",
            "must be an object" + alternative + ", not " + Scalars.kind(json)));
    return null;
  }

  private static List<@Nullable Object> list(
      Object json, Type element, String pointer, List<InputProblem> problems) {
    var source = json instanceof List<?> list ? list : List.of(json);
    var values = new ArrayList<@Nullable Object>(source.size());
    for (var item : source) {
      var place = json instanceof List<?> ? pointer + "/" + values.size() : pointer;
      values.add(element(item, element, place, problems));
    }
    return values;
  }

  private static @Nullable Object map(
      Object json, Type element, String pointer, List<InputProblem> problems) {
    if (!(json instanceof Map<?, ?> source)) {
      problems.add(
          new InputProblem(pointer, "wrong-type", "must be an object, not " + Scalars.kind(json)));
      return null;
    }
    var values = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(source.size());
    source.forEach(
        (key, item) -> {
          var name = String.valueOf(key);
          values.put(name, element(item, element, pointer + "/" + Pointers.escape(name), problems));
        });
    return values;
  }

  /** Null is a value only where anything may be written. */
  private static @Nullable Object element(
      @Nullable Object item, Type type, String pointer, List<InputProblem> problems) {
    if (item != null) {
      return value(item, type, pointer, problems);
    }
    if (type instanceof Class<?> raw && raw != Object.class) {
      problems.add(new InputProblem(pointer, "missing-value", "must not be null"));
    }
    return null;
  }
}
