package org.carelay.database.cdc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.debezium.data.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Makes rows of documents, as Debezium tells them: in MongoDB's extended JSON. */
final class MongoDocuments {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private MongoDocuments() {}

  /**
   * A document as a row, whose columns are its fields and those of the document that it became or
   * was: a field that is absent is null.
   */
  static @Nullable Struct row(@Nullable String document, @Nullable String other) {
    if (document == null) {
      return null;
    }
    var fields = read(document);
    var names = new LinkedHashSet<>(fields.keySet());
    if (other != null) {
      names.addAll(read(other).keySet());
    }
    var row = new Struct(schema(names));
    fields.forEach((name, value) -> row.put(name, value == null ? null : write(plain(value))));
    return row;
  }

  private static Schema schema(Set<String> names) {
    var schema = SchemaBuilder.struct();
    names.forEach(name -> schema.field(name, Json.builder().optional().build()));
    return schema.build();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> read(String document) {
    try {
      return MAPPER.readValue(document, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no document", e);
    }
  }

  private static String write(@Nullable Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no value", e);
    }
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> special(map);
      case List<?> list -> {
        var values = new ArrayList<@Nullable Object>();
        list.forEach(each -> values.add(plain(each)));
        yield values;
      }
      default -> value;
    };
  }

  /** What JSON has no word for is written as an object with a name that begins with a dollar. */
  private static @Nullable Object special(Map<?, ?> map) {
    var name = map.isEmpty() ? "" : String.valueOf(map.keySet().iterator().next());
    var inner = map.get(name);
    return switch (name) {
      case "$oid", "$symbol", "$code" -> inner;
      case "$numberInt", "$numberLong", "$numberDouble", "$numberDecimal" -> number(inner);
      case "$date" -> date(inner);
      case "$uuid" -> inner;
      case "$binary" ->
          inner instanceof Map<?, ?> parts ? parts.get("base64") : inner; // in base64 either way
      default -> {
        var values = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, each) -> values.put(String.valueOf(key), plain(each)));
        yield values;
      }
    };
  }

  private static Object number(@Nullable Object written) {
    try {
      return new BigDecimal(String.valueOf(written));
    } catch (NumberFormatException e) {
      return String.valueOf(written); // NaN and Infinity
    }
  }

  private static Object date(@Nullable Object written) {
    return switch (written) {
      case Number millis -> Instant.ofEpochMilli(millis.longValue()).toString();
      case Map<?, ?> long64 ->
          Instant.ofEpochMilli(Long.parseLong(String.valueOf(long64.get("$numberLong"))))
              .toString();
      case null, default -> String.valueOf(written);
    };
  }
}
