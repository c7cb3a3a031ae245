package org.carelay.recipe;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as texts: an instant ({@code 2026-11-22T14:00:00Z}), a local time or a local date
 * of the recipe's zone. Numbers are milliseconds since 1970, as in JSONata.
 */
final class DateFunctions {
  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .optionalStart()
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private static final int PATTERNS_KEPT = 500;
  private static final Map<String, DateTimeFormatter> PATTERNS = new ConcurrentHashMap<>();

  private DateFunctions() {}

  static Object format(Arguments arguments) {
    return formatted(arguments, 1, at(arguments, 0, zone(arguments, 2)));
  }

  private static String formatted(Arguments arguments, int index, ZonedDateTime time) {
    var pattern = arguments.text(index);
    try {
      var known = PATTERNS.get(pattern);
      var formatter = known == null ? DateTimeFormatter.ofPattern(pattern, Locale.US) : known;
      if (known == null && PATTERNS.size() < PATTERNS_KEPT) {
        PATTERNS.put(pattern, formatter);
      }
      return formatter.format(time);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw arguments.refused(index, "a pattern such as \"EEE d MMM, h:mm a\"");
    }
  }

  static Object plus(Arguments arguments) {
    return shifted(arguments, 1);
  }

  static Object minus(Arguments arguments) {
    return shifted(arguments, -1);
  }

  static Object instant(Arguments arguments) {
    return at(arguments, 0, zone(arguments, 1)).toInstant().toString();
  }

  static Object date(Arguments arguments) {
    var zone = zone(arguments, 1);
    return (arguments.has(0) ? at(arguments, 0, zone) : arguments.scope().now().atZone(zone))
        .toLocalDate()
        .toString();
  }

  static Object time(Arguments arguments) {
    var time = at(arguments, 0, zone(arguments, 1)).toLocalTime();
    return time.truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /** Whole days from the first local date to the second. */
  static @Nullable Object daysBetween(Arguments arguments) {
    var zone = arguments.scope().zone();
    return arguments.has(1)
        ? ChronoUnit.DAYS.between(
            at(arguments, 0, zone).toLocalDate(), at(arguments, 1, zone).toLocalDate())
        : null;
  }

  static @Nullable Object before(Arguments arguments) {
    var order = order(arguments);
    return order == null ? null : order < 0;
  }

  static @Nullable Object after(Arguments arguments) {
    var order = order(arguments);
    return order == null ? null : order > 0;
  }

  /** Whole years from the first date to the second, or to today. */
  static Object age(Arguments arguments) {
    var zone = arguments.scope().zone();
    var until = arguments.has(1) ? at(arguments, 1, zone) : arguments.scope().now().atZone(zone);
    return Period.between(at(arguments, 0, zone).toLocalDate(), until.toLocalDate()).getYears();
  }

  static Object now(Arguments arguments) {
    var now = arguments.scope().now();
    return arguments.has(0)
        ? formatted(arguments, 0, now.atZone(zone(arguments, 1)))
        : now.toString();
  }

  static Object millis(Arguments arguments) {
    return arguments.scope().now().toEpochMilli();
  }

  private static @Nullable Integer order(Arguments arguments) {
    var zone = arguments.scope().zone();
    return arguments.has(1)
        ? at(arguments, 0, zone).toInstant().compareTo(at(arguments, 1, zone).toInstant())
        : null;
  }

  /** Keeps the kind: a date stays a date where the amount has no time in it. */
  private static String shifted(Arguments arguments, int sign) {
    var written = arguments.text(1);
    var amount = Amount.parse(written);
    if (amount == null) {
      throw arguments.refused(1, "an amount such as \"P1D\", \"PT2H\" or \"P1M\"");
    }
    var zone = arguments.scope().zone();
    return switch (moment(arguments, 0)) {
      case LocalDate date when amount.time().isZero() -> amount.addTo(date, sign).toString();
      case LocalDate date -> amount.addTo(date.atStartOfDay(), sign).toString();
      case LocalDateTime local -> amount.addTo(local, sign).toString();
      case OffsetDateTime fixed ->
          ((ZonedDateTime) amount.addTo(fixed.atZoneSameInstant(zone), sign))
              .toInstant()
              .toString();
      default -> throw new IllegalStateException("Another kind of time");
    };
  }

  private record Amount(Period days, Duration time) {
    static @Nullable Amount parse(String text) {
      try {
        int split = text.indexOf('T');
        var days =
            split == 1 ? Period.ZERO : Period.parse(split < 0 ? text : text.substring(0, split));
        return new Amount(
            days, split < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(split)));
      } catch (DateTimeException e) {
        return null;
      }
    }

    Temporal addTo(Temporal start, int sign) {
      var day = start.plus(days.multipliedBy(sign));
      return time.isZero() ? day : day.plus(time.multipliedBy(sign));
    }
  }

  private static ZonedDateTime at(Arguments arguments, int index, ZoneId zone) {
    return switch (moment(arguments, index)) {
      case OffsetDateTime fixed -> fixed.atZoneSameInstant(zone);
      case LocalDateTime local -> local.atZone(arguments.scope().zone()).withZoneSameInstant(zone);
      case LocalDate date -> date.atStartOfDay(zone);
      default -> throw new IllegalStateException("Another kind of time");
    };
  }

  private static TemporalAccessor moment(Arguments arguments, int index) {
    try {
      return arguments.at(index) instanceof Number millis
          ? Instant.ofEpochMilli(millis.longValue()).atZone(ZoneOffset.UTC).toOffsetDateTime()
          : WRITTEN.parseBest(
              arguments.text(index), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    } catch (DateTimeException e) {
      throw arguments.refused(index, "a date such as 2026-11-22 or 2026-11-22T09:00:00Z");
    }
  }

  private static ZoneId zone(Arguments arguments, int index) {
    try {
      return arguments.has(index) ? ZoneId.of(arguments.text(index)) : arguments.scope().zone();
    } catch (DateTimeException e) {
      throw arguments.refused(index, "a zone such as America/New_York");
    }
  }
}
