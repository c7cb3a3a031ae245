package org.carelay.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as the engine keeps it: maps, lists, exact numbers, times as ISO text. */
public final class Json {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  /**
   * Jackson's default keeps its buffers per thread, which a virtual thread never uses twice:
   * without a shared pool every value costs some 20 KB of new buffers.
   */
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                  .build())
          .registerModule(new JavaTimeModule())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

  private Json() {}

  public static byte[] bytes(Object value) {
    var bytes = new ByteArrayOutputStream(512);
    try (var json = MAPPER.createGenerator(bytes)) {
      write(json, value);
    } catch (IOException e) {
      throw new IllegalArgumentException("This value cannot be written as JSON.", e);
    }
    return bytes.toByteArray();
  }

  /** What events are made of, without looking up how its class is written, value by value. */
  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case BigDecimal number -> json.writeNumber(number);
      case Boolean bool -> json.writeBoolean(bool);
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (var entry : map.entrySet()) {
          json.writeFieldName(String.valueOf(entry.getKey()));
          write(json, entry.getValue());
        }
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        for (var element : list) {
          write(json, element);
        }
        json.writeEndArray();
      }
      default -> MAPPER.writeValue(json, value);
    }
  }

  /**
   * @throws IllegalArgumentException if these bytes are not a JSON object
   */
  public static Map<String, Object> map(byte[] json) {
    try {
      @Nullable Map<String, Object> object = MAPPER.readValue(json, MAP);
      if (object != null) {
        return object;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("These bytes are not a JSON object.", e);
    }
    throw new IllegalArgumentException("These bytes are null, not a JSON object.");
  }
}
