package org.carelay.file.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in one cell. */
sealed interface Cell {
  record Empty() implements Cell {}

  record Text(String text) implements Cell {}

  record Digits(BigDecimal value) implements Cell {}

  record Truth(boolean value) implements Cell {}

  record Day(LocalDate value) implements Cell {}

  record Moment(LocalDateTime value) implements Cell {}

  /** Excel keeps 15 digits; a longer number is an id. */
  int MOST_DIGITS = 15;

  Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?");
  Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  Pattern TIME = Pattern.compile(DATE.pattern() + "[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?");
  Pattern INSTANT = Pattern.compile(TIME.pattern() + "(Z|[+-][0-9]{2}:[0-9]{2})");

  /**
   * @param value a JSON value
   * @param zone in which moments are shown
   */
  static Cell of(@Nullable Object value, Column.Type type, ZoneId zone) {
    return switch (value) {
      case null -> new Empty();
      case Boolean truth -> type == Column.Type.TEXT ? text(truth) : new Truth(truth);
      case Number number -> number(number, type);
      case String text when text.isEmpty() -> new Empty();
      case String text ->
          switch (type) {
            case TEXT -> new Text(text);
            case NUMBER ->
                NUMBER.matcher(text.strip()).matches()
                    ? new Digits(new BigDecimal(text.strip()))
                    : new Text(text);
            case AUTO, DATE -> date(text, zone);
          };
      default -> text(value);
    };
  }

  private static Cell text(Object value) {
    return new Text(value.toString());
  }

  private static Cell number(Number number, Column.Type type) {
    var exact =
        switch (number) {
          case BigDecimal decimal -> decimal;
          case BigInteger whole -> new BigDecimal(whole);
          default -> new BigDecimal(number.toString());
        };
    return type == Column.Type.TEXT || exact.precision() > MOST_DIGITS
        ? new Text(exact.toPlainString())
        : new Digits(exact);
  }

  private static Cell date(String text, ZoneId zone) {
    try {
      if (DATE.matcher(text).matches()) {
        return new Day(LocalDate.parse(text));
      }
      if (INSTANT.matcher(text).matches()) {
        return new Moment(
            OffsetDateTime.parse(text.replace(' ', 'T')).atZoneSameInstant(zone).toLocalDateTime());
      }
      if (TIME.matcher(text).matches()) {
        return new Moment(LocalDateTime.parse(text.replace(' ', 'T')));
      }
    } catch (DateTimeException e) {
      return new Text(text);
    }
    return new Text(text);
  }
}
