package org.carelay.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** JSON Schema (2020-12) of the records that connectors declare. */
public final class Schemas {
  private Schemas() {}

  /** The published schema of the recipe language, as JSON text. */
  public static String recipe() {
    try (var in = Schemas.class.getResourceAsStream("recipe-1.schema.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema of an input, output, event or settings record. */
  public static Map<String, Object> of(Class<? extends Record> type) {
    return record(type, List.of());
  }

  /** The schema of an output: a record, or anything. */
  static Map<String, Object> ofValue(Class<?> type) {
    return type(type, List.of());
  }

  /**
   * @param around the records this one stands in: one that holds its own kind, such as a group of
   *     questions, is described once
   */
  private static Map<String, Object> record(Class<?> type, List<Class<?>> around) {
    if (around.contains(type)) {
      return Map.of("type", "object", "description", "As the one around it.");
    }
    var inside = new ArrayList<>(around);
    inside.add(type);
    var properties = new LinkedHashMap<String, Object>();
    var required = new ArrayList<String>();
    for (var component : RecordShape.of(type).components()) {
      properties.put(component.name(), property(component, inside));
      if (!component.optional()) {
        required.add(component.name());
      }
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", List.copyOf(required));
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> property(
      RecordShape.Component component, List<Class<?>> around) {
    var schema = new LinkedHashMap<String, Object>();
    var describe = component.describe();
    if (describe != null) {
      schema.put("title", describe.title());
      putText(schema, "description", describe.help());
    }
    schema.putAll(type(component.type(), around));
    if (describe != null) {
      hints(schema, describe, component.type());
    }
    return schema;
  }

  private static void hints(Map<String, Object> schema, Describe describe, Type type) {
    if (!describe.defaultValue().isEmpty()) {
      schema.put("default", sample(describe.defaultValue(), type));
    }
    if (!describe.example().isEmpty()) {
      schema.put("examples", List.of(sample(describe.example(), type)));
    }
    if (describe.sensitivity() != Sensitivity.NONE) {
      schema.put("x-sensitivity", ValueWriter.kebab(describe.sensitivity().name()));
    }
    putText(schema, "x-widget", describe.widget());
    putText(schema, "x-choices", describe.choices());
    if (describe.verbatim()) {
      schema.put("x-verbatim", true);
    }
  }

  /** Written values have the property's type where they can. */
  private static Object sample(String written, Type type) {
    try {
      return type instanceof Class<?> raw && !raw.isRecord() && !raw.isEnum()
          ? ValueWriter.json(Scalars.read(written, raw))
          : written;
    } catch (IllegalArgumentException e) {
      return written;
    }
  }

  private static void putText(Map<String, Object> schema, String name, String text) {
    if (!text.isEmpty()) {
      schema.put(name, text);
    }
  }

  private static Map<String, Object> type(Type type, List<Class<?>> around) {
    if (type instanceof ParameterizedType generic) {
      var arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? Map.of("type", "array", "items", type(arguments[0], around))
          : Map.of("type", "object", "additionalProperties", type(arguments[1], around));
    }
    return type instanceof Class<?> raw ? rawType(raw, around) : Map.of();
  }

  private static Map<String, Object> rawType(Class<?> raw, List<Class<?>> around) {
    if (raw.isRecord()) {
      return RecordShape.of(raw).parses()
          ? Map.of("anyOf", List.of(Map.of("type", "string"), record(raw, around)))
          : record(raw, around);
    }
    if (raw.isEnum()) {
      return Map.of("type", "string", "enum", Scalars.choices(raw));
    }
    if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
      return Map.of("type", "integer");
    }
    if (raw == BigDecimal.class || raw == double.class || raw == Double.class) {
      return Map.of("type", "number");
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return Map.of("type", "boolean");
    }
    return named(raw);
  }

  private static Map<String, Object> named(Class<?> raw) {
    var format = format(raw);
    return switch (raw.getSimpleName()) {
      case "Object" -> Map.of();
      case "Map" -> Map.of("type", "object");
      case "List" -> Map.of("type", "array");
      default ->
          format == null ? Map.of("type", "string") : Map.of("type", "string", "format", format);
    };
  }

  private static @Nullable String format(Class<?> raw) {
    return switch (raw.getSimpleName()) {
      case "Duration" -> "duration";
      case "Instant" -> "date-time";
      case "URI" -> "uri";
      case "ZoneId" -> "time-zone";
      case "LocalDate" -> "date";
      case "LocalTime" -> "time";
      default -> null;
    };
  }
}
