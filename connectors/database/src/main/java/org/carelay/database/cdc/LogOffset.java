package org.carelay.database.cdc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far a log has been read, in Debezium's own words. */
record LogOffset(JsonNode json) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static LogOffset parse(String text) {
    try {
      return new LogOffset(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no position in a log", e);
    }
  }

  static LogOffset of(Map<String, ?> offset) {
    var known = new TreeMap<String, @Nullable Object>(offset);
    known.values().removeIf(Objects::isNull);
    return new LogOffset(MAPPER.valueToTree(known));
  }

  String text() {
    return json.toString();
  }

  /** A field as text; empty where there is none. */
  String get(String name) {
    return json.path(name).asText();
  }
}
