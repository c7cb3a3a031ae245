package org.carelay.file.format;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Data points of Open mHealth: a body, or a header with a body. */
final class OpenMhealth implements Rows {
  private static final String CONTEXT = "temporal_relationship_to_physical_activity";

  private final Rows points;
  private final RowOptions options;

  OpenMhealth(Rows points, RowOptions options) {
    this.points = points;
    this.options = options;
  }

  @Override
  public @Nullable Line next() throws IOException, FileProblem {
    var line = points.next();
    return switch (line) {
      case null -> null;
      case Line.Bad bad -> bad;
      case Line.Row(long number, var point) -> reading(number, point);
    };
  }

  private Line reading(long number, Map<String, @Nullable Object> point) {
    var body = point.get("body") instanceof Map<?, ?> inner ? inner : point;
    try {
      for (var field : body.entrySet()) {
        if (field.getValue() instanceof Map<?, ?> measure
            && measure.get("value") instanceof Number value) {
          var single = JsonValues.at(body, "effective_time_frame", "date_time");
          var begin =
              JsonValues.at(body, "effective_time_frame", "time_interval", "start_date_time");
          var end = JsonValues.at(body, "effective_time_frame", "time_interval", "end_date_time");
          return new Reading(
                  Reading.kebab(String.valueOf(field.getKey())),
                  new BigDecimal(value.toString()),
                  Reading.unit(text(measure.get("unit"))),
                  OffsetDateTime.parse(String.valueOf(single == null ? begin : single)),
                  end == null ? null : OffsetDateTime.parse(end.toString()),
                  new Reading.Origin(source(point), text(body.get(CONTEXT))))
              .line(number, options.now());
        }
      }
      return new Line.Bad(number, "it has no value");
    } catch (DateTimeException e) {
      return new Line.Bad(number, "its time cannot be read");
    }
  }

  private static @Nullable String source(Map<String, @Nullable Object> point) {
    return text(JsonValues.at(point, "header", "acquisition_provenance", "source_name"));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  @Override
  public void close() throws IOException {
    points.close();
  }
}
