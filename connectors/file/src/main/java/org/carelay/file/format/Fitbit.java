package org.carelay.file.format;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Days of heart rates as Fitbit's Web API gave them. Their times are what the wearer's clock
 * showed, without a zone: the recipe's is meant.
 */
final class Fitbit implements Rows {
  private static final String DAY = "activities-heart";
  private static final Reading.Origin ORIGIN = new Reading.Origin("Fitbit", null);

  private final RowOptions options;
  private final Iterator<Line> lines;

  Fitbit(Object whole, RowOptions options) throws FileProblem {
    this.options = options;
    var lines = new ArrayList<Line>();
    for (var day : whole instanceof List<?> list ? list : List.of(whole)) {
      if (!(JsonValues.at(day, DAY) instanceof List<?> summaries) || summaries.isEmpty()) {
        throw new FileProblem(
            "not-fitbit", "The file has no \"activities-heart\", as Fitbit's heart rates have.");
      }
      day(day, summaries.getFirst(), lines);
    }
    this.lines = lines.iterator();
  }

  private void day(Object day, Object summary, List<Line> lines) {
    var date = String.valueOf(JsonValues.at(summary, "dateTime"));
    if (JsonValues.at(summary, "value", "restingHeartRate") instanceof Number resting) {
      lines.add(reading("resting-heart-rate", date, "00:00:00", resting, lines.size() + 1));
    }
    var minutes = JsonValues.at(day, "activities-heart-intraday", "dataset");
    for (var minute : minutes instanceof List<?> list ? list : List.of()) {
      lines.add(
          minute instanceof Map<?, ?> map && map.get("value") instanceof Number value
              ? reading(
                  "heart-rate", date, String.valueOf(map.get("time")), value, lines.size() + 1)
              : new Line.Bad(lines.size() + 1, "it has no value"));
    }
  }

  private Line reading(String metric, String date, String time, Number value, long number) {
    try {
      var at = LocalDate.parse(date).atTime(LocalTime.parse(time)).atZone(options.zone());
      var reading =
          new Reading(
              metric,
              new BigDecimal(value.toString()),
              Reading.BEATS,
              at.toOffsetDateTime(),
              null,
              ORIGIN);
      return reading.line(number, options.now());
    } catch (DateTimeException e) {
      return new Line.Bad(number, "its time cannot be read");
    }
  }

  @Override
  public @Nullable Line next() {
    return lines.hasNext() ? lines.next() : null;
  }

  @Override
  public void close() {}
}
