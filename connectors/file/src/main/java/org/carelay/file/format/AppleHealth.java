package org.carelay.file.format;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of Apple Health's {@code export.xml}, which has hundreds of megabytes. Records that
 * are no measurements, such as sleep, have no number and are left out.
 */
final class AppleHealth implements Rows {
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z");
  private static final String QUANTITY = "HKQuantityTypeIdentifier";
  private static final String MOTION = "HKMetadataKeyHeartRateMotionContext";

  private final Rows records;
  private final RowOptions options;

  AppleHealth(Rows records, RowOptions options) {
    this.records = records;
    this.options = options;
  }

  @Override
  public @Nullable Line next() throws IOException, FileProblem {
    for (var line = records.next(); line != null; line = records.next()) {
      switch (line) {
        case Line.Bad bad -> {
          return bad;
        }
        case Line.Row(long number, var values) when text(values, "type").startsWith(QUANTITY) -> {
          return reading(number, values);
        }
        case Line.Row _ -> {} // no measurement
      }
    }
    return null;
  }

  private Line reading(long number, Map<String, @Nullable Object> record) {
    try {
      var at = OffsetDateTime.parse(text(record, "startDate"), WRITTEN);
      var end = OffsetDateTime.parse(text(record, "endDate"), WRITTEN);
      return new Reading(
              Reading.kebab(text(record, "type").substring(QUANTITY.length())),
              new BigDecimal(text(record, "value")),
              Reading.unit(text(record, "unit")),
              at,
              end.equals(at) ? null : end,
              new Reading.Origin(text(record, "sourceName"), context(record)))
          .line(number, options.now());
    } catch (DateTimeException | NumberFormatException e) {
      return new Line.Bad(number, "its time or value cannot be read");
    }
  }

  private static @Nullable String context(Map<String, @Nullable Object> record) {
    var entries = record.get("MetadataEntry");
    for (var entry :
        entries instanceof List<?> list ? list : entries == null ? List.of() : List.of(entries)) {
      if (MOTION.equals(JsonValues.at(entry, "key"))) {
        return switch (String.valueOf(JsonValues.at(entry, "value"))) {
          case "1" -> "at rest";
          case "2" -> "active";
          default -> null;
        };
      }
    }
    return null;
  }

  private static String text(Map<String, @Nullable Object> record, String name) {
    var value = record.get(name);
    return value == null ? "" : value.toString();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
