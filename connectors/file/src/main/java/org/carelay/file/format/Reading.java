package org.carelay.file.format;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measurement of a device, with the words of Open mHealth: {@code heart-rate}, {@code
 * beats/min}, {@code at rest}.
 *
 * @param at when it was measured, or began to be
 * @param end null where it is of one moment
 * @param context what the person was doing, where the device knows
 */
record Reading(
    String metric,
    BigDecimal value,
    @Nullable String unit,
    OffsetDateTime at,
    @Nullable OffsetDateTime end,
    Origin origin) {
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
  private static final BigDecimal SLOWEST = new BigDecimal(20);
  private static final BigDecimal FASTEST = new BigDecimal(300);
  static final String BEATS = "beats/min";

  /** Where a reading comes from. */
  record Origin(@Nullable String source, @Nullable String context) {
    static final Origin UNKNOWN = new Origin(null, null);
  }

  /** As a row; what cannot be is for somebody who looks after the data, and is no alarm. */
  Line line(long number, Instant now) {
    if (at.toInstant().isAfter(now.plus(CLOCKS_DIFFER))) {
      return new Line.Bad(number, "its time is in the future");
    }
    if (metric.endsWith("heart-rate")) {
      if (value.compareTo(SLOWEST) < 0 || value.compareTo(FASTEST) > 0) {
        return new Line.Bad(number, "no heart beats like that (20 to 300 a minute)");
      }
      if (unit != null && !unit.equals(BEATS)) {
        return new Line.Bad(number, "a heart rate is in beats a minute");
      }
    }
    var row = new LinkedHashMap<String, @Nullable Object>();
    row.put("metric", metric);
    row.put("value", plain(value));
    row.put("unit", unit);
    row.put("at", at.toString());
    if (end != null) {
      row.put("end", end.toString());
    }
    row.put("source", origin.source());
    row.put("context", origin.context());
    return new Line.Row(number, row);
  }

  /** {@code HeartRate}, {@code heart_rate} and {@code heart-rate} are the same metric. */
  static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replace('_', '-')
        .replace(' ', '-')
        .toLowerCase(Locale.ROOT);
  }

  /** All ways to write beats a minute are one. */
  static @Nullable String unit(@Nullable String written) {
    return written == null
        ? null
        : switch (written) {
          case "count/min", "bpm", "beats/min", "/min" -> BEATS;
          default -> written;
        };
  }

  private static Object plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 18
        ? (Object) stripped.longValueExact()
        : stripped;
  }
}
