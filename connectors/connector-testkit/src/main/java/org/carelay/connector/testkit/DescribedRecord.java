package org.carelay.connector.testkit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;

/**
 * An input, output, settings or event record as {@link Describe} wants it.
 *
 * @param problems what a form, a schema or a reader would miss; empty for a good record
 */
record DescribedRecord(List<String> problems) {
  private static final Set<Type> PLAIN =
      Set.of(
          String.class,
          boolean.class,
          Boolean.class,
          int.class,
          Integer.class,
          long.class,
          Long.class,
          BigInteger.class,
          BigDecimal.class,
          Duration.class,
          Instant.class,
          ZoneId.class,
          URI.class,
          Object.class);

  static DescribedRecord of(Class<?> type) {
    var problems = new ArrayList<String>();
    if (type.isRecord()) {
      inspect(type, type.getSimpleName(), problems, new HashSet<>());
    } else if (type != Object.class && !PLAIN.contains(type) && !Map.class.equals(type)) {
      problems.add(type.getName() + " is neither a record nor a plain JSON type");
    }
    return new DescribedRecord(List.copyOf(problems));
  }

  /** The names of the text components that hold a credential. */
  static List<RecordComponent> secrets(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> sensitivity(component) == Sensitivity.SECRET)
        .toList();
  }

  private static Sensitivity sensitivity(AnnotatedElement component) {
    var described = component.getAnnotation(Describe.class);
    return described == null ? Sensitivity.NONE : described.sensitivity();
  }

  private static void inspect(
      Class<?> type, String path, List<String> problems, Set<Class<?>> seen) {
    if (!seen.add(type)) {
      return;
    }
    for (var component : type.getRecordComponents()) {
      var where = path + "." + component.getName();
      var described = component.getAnnotation(Describe.class);
      if (described == null) {
        problems.add(where + " has no @Describe");
      } else if (described.title().isBlank()) {
        problems.add(where + " has an empty title");
      } else if (!described.help().isEmpty() && !described.help().endsWith(".")) {
        problems.add(where + ": the help is no sentence with a full stop");
      }
      inspectType(component.getGenericType(), where, problems, seen);
    }
  }

  private static void inspectType(
      Type type, String where, List<String> problems, Set<Class<?>> seen) {
    switch (type) {
      case Class<?> plain when PLAIN.contains(plain) || plain.isEnum() -> {}
      case Class<?> nested when nested.isRecord() -> inspect(nested, where, problems, seen);
      case ParameterizedType list when list.getRawType().equals(List.class) ->
          inspectType(list.getActualTypeArguments()[0], where + "[]", problems, seen);
      case ParameterizedType map when map.getRawType().equals(Map.class) -> {
        if (!map.getActualTypeArguments()[0].equals(String.class)) {
          problems.add(where + ": a map's names are texts");
        }
        inspectType(map.getActualTypeArguments()[1], where + "{}", problems, seen);
      }
      case WildcardType any -> inspectType(any.getUpperBounds()[0], where, problems, seen);
      default -> problems.add(where + " has a type that JSON cannot give: " + type.getTypeName());
    }
  }
}
