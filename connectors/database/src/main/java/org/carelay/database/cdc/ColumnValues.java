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
import io.debezium.time.Time;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
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
import java.util.LinkedHashMap;
import java.util.List;
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
      case Date.SCHEMA_NAME -> LocalDate.ofEpochDay((Integer) value).toString();
      case Timestamp.SCHEMA_NAME -> local(EPOCH.plus((Long) value, ChronoUnit.MILLIS));
      case MicroTimestamp.SCHEMA_NAME -> local(EPOCH.plus((Long) value, ChronoUnit.MICROS));
      case ZonedTimestamp.SCHEMA_NAME ->
          OffsetDateTime.parse((String) value).toInstant().toString();
      case Time.SCHEMA_NAME -> time(Duration.ofMillis((Integer) value));
      case MicroTime.SCHEMA_NAME -> time(Duration.of((Long) value, ChronoUnit.MICROS));
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
      case Float number -> floating(number.toString(), Float.isFinite(number));
      case Double number -> floating(number.toString(), Double.isFinite(number));
      case List<?> list -> {
        var values = new ArrayList<@Nullable Object>();
        list.forEach(each -> values.add(value(schema.valueSchema(), each)));
        yield values;
      }
      case Map<?, ?> map -> {
        var values = new LinkedHashMap<String, @Nullable Object>();
        map.forEach(
            (name, each) -> values.put(String.valueOf(name), value(schema.valueSchema(), each)));
        yield values;
      }
      case Struct struct -> row(struct);
      case ByteBuffer bytes -> base64(bytes);
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      default -> value; // text, truth, whole number
    };
  }

  /** JSON has no NaN. */
  private static Object floating(String text, boolean finite) {
    return finite ? new BigDecimal(text) : text;
  }

  private static String base64(ByteBuffer bytes) {
    var copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
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

  private String local(LocalDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(zone));
  }

  private static String time(Duration sinceMidnight) {
    return DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(sinceMidnight.toNanos()));
  }

  private static @Nullable Object json(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      return text;
    }
  }
}
