package org.carelay.file.format;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON with exact numbers. */
final class JsonValues {
  static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private JsonValues() {}

  /** A row of what was read: an object as it is, anything else under {@code value}. */
  static Line row(long number, @Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      var values = new java.util.LinkedHashMap<String, @Nullable Object>();
      object.forEach((name, each) -> values.put(String.valueOf(name), each));
      return new Line.Row(number, values);
    }
    return new Line.Bad(number, "it is no object");
  }

  static FileProblem broken(JsonProcessingException e) {
    var where = e.getLocation();
    return new FileProblem(
        "malformed-json", "The file is no JSON that can be read%s.".formatted(at(where)));
  }

  private static String at(@Nullable JsonLocation where) {
    return where == null
        ? ""
        : ": line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
  }

  /** What stands at names with dots between them; null where nothing does. */
  static @Nullable Object at(@Nullable Object value, String... path) {
    var found = value;
    for (var name : path) {
      found = found instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return found;
  }
}
