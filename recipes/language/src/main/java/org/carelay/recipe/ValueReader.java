package org.carelay.recipe;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;

/** JSON to values of a declared type; what does not fit becomes a problem. For one use. */
final class ValueReader {
  /** Stands where a value is only known when the step runs: it is there, and fits. */
  static final Object LATER = new Object();

  private final List<InputProblem> problems = new ArrayList<>();
  private boolean incomplete;

  List<InputProblem> problems() {
    return problems;
  }

  /** Null where there are problems or where a value comes later. */
  @Nullable Object record(Map<?, ?> json, Class<?> type, String pointer) {
    var shape = RecordShape.of(type);
    int before = problems.size();
    boolean outside = incomplete;
    incomplete = false;
    refuseUnknown(json, shape, pointer);
    var values = new @Nullable Object[shape.size()];
    for (var component : shape.components()) {
      var value = json.get(component.name());
      if (value != null) {
        values[component.index()] =
            value(value, component.type(), pointer + "/" + component.name());
      } else if (!component.optional()) {
        missing(component, pointer);
      }
    }
    var complete = !incomplete && problems.size() == before;
    incomplete |= outside;
    return complete ? constructed(shape, values, pointer) : null;
  }

  private void problem(String pointer, String code, @Nullable String message) {
    problems.add(new InputProblem(pointer, code, String.valueOf(message)));
  }

  private void refuseUnknown(Map<?, ?> json, RecordShape shape, String pointer) {
    for (var key : json.keySet()) {
      var name = String.valueOf(key);
      if (shape.component(name) == null) {
        var place = pointer + "/" + Pointers.escape(name);
        problem(place, "unknown-property", Nearest.unknown("property", name, shape.names()));
      }
    }
  }

  private void missing(RecordShape.Component component, String pointer) {
    var describe = component.describe();
    var title = describe == null ? "" : " (" + describe.title() + ")";
    var sentence = "\"" + component.name() + "\"" + title + " is needed";
    problem(pointer + "/" + component.name(), "missing-property", sentence);
  }

  private @Nullable Object constructed(
      RecordShape shape, @Nullable Object[] values, String pointer) {
    try {
      return shape.construct(values);
    } catch (RuntimeException e) {
      problem(pointer, "invalid-value", reason(e));
      return null;
    }
  }

  /** What a record's own rules say; the messages of the Java library quote the value. */
  private static @Nullable String reason(RuntimeException e) {
    return e.getClass() == IllegalArgumentException.class
        ? e.getMessage()
        : "is not written as expected";
  }

  private @Nullable Object value(Object json, Type type, String pointer) {
    if (json == LATER) {
      incomplete = true;
      return null;
    }
    if (type instanceof ParameterizedType generic) {
      var arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(json, arguments[0], pointer)
          : map(json, arguments[1], pointer);
    }
    if (!(type instanceof Class<?> raw)) {
      return json;
    }
    if (raw.isRecord()) {
      return nested(json, raw, pointer);
    }
    try {
      return Scalars.read(json, raw);
    } catch (IllegalArgumentException e) {
      problem(pointer, "wrong-type", e.getMessage());
      return null;
    }
  }

  private @Nullable Object nested(Object json, Class<?> type, String pointer) {
    var shape = RecordShape.of(type);
    if (json instanceof Map<?, ?> map) {
      return record(map, type, pointer);
    }
    if (json instanceof String text && shape.parses()) {
      try {
        return shape.parseText(text);
      } catch (RuntimeException e) {
        problem(pointer, "invalid-value", reason(e));
        return null;
      }
    }
    var expected = shape.parses() ? "must be an object or a text, not " : "must be an object, not ";
    problem(pointer, "wrong-type", expected + Scalars.kind(json));
    return null;
  }

  private List<?> list(Object json, Type element, String pointer) {
    boolean several = json instanceof List<?>;
    if (json instanceof List<?> list && takesAnything(element) && !list.contains(LATER)) {
      return list;
    }
    var source = json instanceof List<?> list ? list : List.of(json);
    var values = new ArrayList<@Nullable Object>(source.size());
    for (var item : source) {
      values.add(element(item, element, several ? pointer + "/" + values.size() : pointer));
    }
    return values;
  }

  private @Nullable Object map(Object json, Type element, String pointer) {
    if (!(json instanceof Map<?, ?> source)) {
      problem(pointer, "wrong-type", "must be an object, not " + Scalars.kind(json));
      return null;
    }
    if (takesAnything(element) && !source.containsValue(LATER)) {
      return source;
    }
    var values = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(source.size());
    source.forEach(
        (key, item) -> {
          var name = String.valueOf(key);
          values.put(name, element(item, element, pointer + "/" + Pointers.escape(name)));
        });
    return values;
  }

  private static boolean takesAnything(Type type) {
    return type == Object.class || type instanceof WildcardType;
  }

  /** Null is a value only where anything may be written. */
  private @Nullable Object element(@Nullable Object item, Type type, String pointer) {
    if (item != null) {
      return value(item, type, pointer);
    }
    if (type instanceof Class<?> raw && raw != Object.class) {
      problem(pointer, "missing-value", "must not be null");
    }
    return null;
  }
}
