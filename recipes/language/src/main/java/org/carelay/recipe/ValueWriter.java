package org.carelay.recipe;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records to JSON. */
final class ValueWriter {
  private ValueWriter() {}

  static Object json(Object value) {
    return switch (value) {
      case String _, Boolean _, Integer _, Long _, BigDecimal _, BigInteger _ -> value;
      case Short number -> number.intValue();
      case Byte number -> number.intValue();
      case Double number -> finite(number);
      case Float number -> finite(number.doubleValue());
      case Enum<?> choice -> kebab(choice.name());
      case Duration _, Instant _, ZoneId _, URI _, LocalDate _, LocalTime _ -> value.toString();
      case Record whole -> record(whole);
      case Map<?, ?> map -> map(map);
      case List<?> list -> list(list);
      default ->
          throw new IllegalArgumentException(
              "There is no JSON for a value of type " + value.getClass().getName());
    };
  }

  private static Double finite(Double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("There is no JSON for " + number);
    }
    return number;
  }

  private static Map<String, Object> record(Record whole) {
    var json = new LinkedHashMap<String, Object>();
    for (var component : RecordShape.of(whole.getClass()).components()) {
      var value = component.read(whole);
      if (value != null) {
        json.put(component.name(), json(value));
      }
    }
    return json;
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> map) {
    var json = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(map.size());
    map.forEach((key, value) -> json.put(String.valueOf(key), value == null ? null : json(value)));
    return json;
  }

  private static List<@Nullable Object> list(List<?> list) {
    var json = new ArrayList<@Nullable Object>(list.size());
    list.forEach(value -> json.add(value == null ? null : json(value)));
    return json;
  }

  /** {@code IN_PROGRESS} reads {@code in-progress}. */
  static String kebab(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
