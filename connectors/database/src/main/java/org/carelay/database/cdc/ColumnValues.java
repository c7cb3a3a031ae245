package org.carelay.database.cdc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.debezium.data.Bits;
import io.debezium.data.Json;
import io.debezium.data.VariableScaleDecimal;
import io.debezium.time.Date;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.NanoTime;
import io.debezium.time.NanoTimestamp;
import io.debezium.time.Time;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Makes JSON values of what Debezium reads. Numbers stay exact. */
final class ColumnValues {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

  /** Longer ones, other than keys, are told by reference. */
  private static final int MOST_BYTES = 1024;

  /** PostgreSQL's calendar begins and ends there. */
  private static final int FIRST_YEAR = -4_713;

  private static final int LAST_YEAR = 294_276;

  private static final String SOURCE_TYPE = "__debezium.source.column.type";
  private static final List<String> NUMBERS =
      List.of(
          "NUMERIC",
          "DECIMAL",
          "MONEY",
          "SMALLMONEY",
          "NUMBER",
          "FLOAT",
          "_NUMERIC",
          "_MONEY",
          "BIGINT UNSIGNED");

  private final ZoneId zone;

  /**
   * @param zone whose clocks are meant by times without a zone
   */
  ColumnValues(ZoneId zone) {
    this.zone = zone;
  }

  @Nullable Map<String, @Nullable Object> row(@Nullable Struct row) {
    if (row == null) {
      return null;
    }
    var values = new LinkedHashMap<String, @Nullable Object>();
    for (var field : row.schema().fields()) {
      values.put(field.name(), value(field.schema(), row.get(field)));
    }
    return values;
  }

  @Nullable Object value(Schema schema, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return named(schema, value);
    } catch (DateTimeException | ArithmeticException e) {
      return String.valueOf(value); // such as infinity
    }
  }

  private @Nullable Object named(Schema schema, Object value) {
    return switch (String.valueOf(schema.name())) {
      case Json.LOGICAL_NAME -> json((String) value);
      case Date.SCHEMA_NAME -> day((Integer) value);
      case Timestamp.SCHEMA_NAME -> local(EPOCH.plus((Long) value, ChronoUnit.MILLIS));
      case MicroTimestamp.SCHEMA_NAME -> local(EPOCH.plus((Long) value, ChronoUnit.MICROS));
      case NanoTimestamp.SCHEMA_NAME -> local(EPOCH.plus((Long) value, ChronoUnit.NANOS));
      case ZonedTimestamp.SCHEMA_NAME ->
          OffsetDateTime.parse((String) value).toInstant().toString();
      case Time.SCHEMA_NAME -> time(Duration.ofMillis((Integer) value));
      case MicroTime.SCHEMA_NAME -> time(Duration.of((Long) value, ChronoUnit.MICROS));
      case NanoTime.SCHEMA_NAME -> time(Duration.ofNanos((Long) value));
      case VariableScaleDecimal.LOGICAL_NAME -> variable((Struct) value);
      case Bits.LOGICAL_NAME -> bits(schema, value);
      case Decimal.LOGICAL_NAME -> value;
      default -> plain(schema, value);
    };
  }

  private @Nullable Object plain(Schema schema, Object value) {
    return switch (value) {
      case Byte small -> small.intValue();
      case Short small -> small.intValue();
      case String text when isNumber(schema) -> number(text);
      case Float number -> floating(number.toString(), Float.isFinite(number));
      case Double number -> floating(number.toString(), Double.isFinite(number));
      case List<?> list -> {
        var values = new ArrayList<@Nullable Object>();
        list.forEach(
            each ->
                values.add(
                    each instanceof String text && isNumber(schema)
                        ? number(text)
                        : value(schema.valueSchema(), each)));
        yield values;
      }
      case Map<?, ?> map -> {
        var values = new LinkedHashMap<String, @Nullable Object>();
        map.forEach(
            (name, each) -> values.put(String.valueOf(name), value(schema.valueSchema(), each)));
        yield values;
      }
      case Struct struct -> row(struct);
      case ByteBuffer bytes -> bytes(copy(bytes));
      case byte[] bytes -> bytes(bytes);
      default -> value; // text, truth, whole number
    };
  }

  /** Debezium gives decimal numbers as text, since it has no other way to say NaN. */
  private static boolean isNumber(Schema schema) {
    var type = schema.parameters() == null ? null : schema.parameters().get(SOURCE_TYPE);
    return type != null && NUMBERS.stream().anyMatch(type.toUpperCase(Locale.ROOT)::startsWith);
  }

  private static Object number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return text.equalsIgnoreCase("NaN") ? "NaN" : text;
    }
  }

  /** JSON has no NaN. */
  private static Object floating(String text, boolean finite) {
    return finite ? new BigDecimal(text) : text;
  }

  private static byte[] copy(ByteBuffer bytes) {
    var copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return copy;
  }

  /** Images and documents stay where they are: an event only says which bytes they were. */
  private static Object bytes(byte[] bytes) {
    return bytes.length <= MOST_BYTES
        ? Base64.getEncoder().encodeToString(bytes)
        : Map.of("bytes", bytes.length, "sha256", sha256(bytes));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static Object variable(Struct value) {
    return new BigDecimal(new BigInteger(value.getBytes("value")), value.getInt32("scale"));
  }

  /** As PostgreSQL writes them; Debezium's bytes begin with the lowest. */
  private static Object bits(Schema schema, Object value) {
    if (!(value instanceof byte[] bytes)) {
      return value;
    }
    var digits = new StringBuilder();
    for (var each : bytes) {
      var low = Integer.toBinaryString((each & 0xFF) | 0x100).substring(1);
      digits.insert(0, low);
    }
    var length = schema.parameters() == null ? null : schema.parameters().get("length");
    var wanted = length == null ? digits.length() : Integer.parseInt(length);
    return wanted < digits.length()
        ? digits.substring(digits.length() - wanted)
        : digits.toString();
  }

  /**
   * @throws IllegalArgumentException for infinity, since Debezium does not say which
   */
  private static String day(int sinceEpoch) {
    var day = LocalDate.ofEpochDay(sinceEpoch);
    if (day.getYear() < FIRST_YEAR) {
      throw new IllegalArgumentException("An infinite date");
    }
    return day.toString();
  }

  private String local(LocalDateTime time) {
    if (time.getYear() > LAST_YEAR || time.getYear() < FIRST_YEAR) {
      return time.getYear() > 0 ? "infinity" : "-infinity";
    }
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(zone));
  }

  private static String time(Duration sinceMidnight) {
    if (!sinceMidnight.isNegative() && sinceMidnight.toDays() == 0) {
      return DateTimeFormatter.ISO_LOCAL_TIME.format(
          LocalTime.ofNanoOfDay(sinceMidnight.toNanos()));
    }
    // MariaDB's reach beyond a day, and PostgreSQL knows 24:00.
    var plain = sinceMidnight.abs();
    return "%s%02d:%02d:%02d"
        .formatted(
            sinceMidnight.isNegative() ? "-" : "",
            plain.toHours(),
            plain.toMinutesPart(),
            plain.toSecondsPart());
  }

  private static @Nullable Object json(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      return text;
    }
  }
}
