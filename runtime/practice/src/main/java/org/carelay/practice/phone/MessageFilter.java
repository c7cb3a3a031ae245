package org.carelay.practice.phone;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a list of messages is asked for. As at Twilio, any filter on the date of sending hides what
 * still waits to be sent.
 *
 * @param query the filters again, encoded, for links to other pages
 */
record MessageFilter(
    @Nullable String to, @Nullable String from, Dates dates, int page, int size, String query) {
  private static final int DEFAULT_SIZE = 50;
  private static final int MAX_SIZE = 1000;

  /** Limits of the date of sending: a day, not after, not before. */
  private record Dates(@Nullable LocalDate on, @Nullable Instant until, @Nullable Instant from) {
    boolean admit(@Nullable Instant sent) {
      if (on == null && until == null && from == null) {
        return true;
      }
      return sent != null
          && (on == null || sent.atZone(ZoneOffset.UTC).toLocalDate().equals(on))
          && (until == null || !sent.isAfter(until))
          && (from == null || !sent.isBefore(from));
    }
  }

  static MessageFilter of(FormFields query) throws ApiError {
    var repeated = new LinkedHashMap<String, String>();
    for (var name : new String[] {"To", "From", "DateSent", "DateSent<", "DateSent>"}) {
      var value = query.first(name);
      if (value != null) {
        repeated.put(name, value);
      }
    }
    try {
      var on = repeated.get("DateSent");
      var dates =
          new Dates(
              on == null ? null : instant(on).atZone(ZoneOffset.UTC).toLocalDate(),
              instantOf(repeated, "DateSent<"),
              instantOf(repeated, "DateSent>"));
      return new MessageFilter(
          repeated.get("To"),
          repeated.get("From"),
          dates,
          number(query.first("Page"), 0),
          Math.clamp(number(query.first("PageSize"), DEFAULT_SIZE), 1, MAX_SIZE),
          FormFields.encode(repeated));
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new ApiError(400, 20001, "A filter of the list cannot be read");
    }
  }

  boolean admits(TextMessage message) {
    return (to == null || to.equals(message.to()))
        && (from == null || from.equals(message.from()))
        && dates.admit(message.sentAt());
  }

  private static int number(@Nullable String written, int otherwise) {
    return written == null ? otherwise : Math.max(0, Integer.parseInt(written));
  }

  private static @Nullable Instant instantOf(Map<String, String> filters, String name) {
    var written = filters.get(name);
    return written == null ? null : instant(written);
  }

  /** A day or a time, which is in UTC where it names no offset. */
  private static Instant instant(String written) {
    var read =
        DateTimeFormatter.ofPattern("yyyy-MM-dd['T'HH:mm:ss[.SSS][XXX]]")
            .parseBest(written, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    return switch (read) {
      case OffsetDateTime time -> time.toInstant();
      case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
      default -> LocalDate.from(read).atStartOfDay().toInstant(ZoneOffset.UTC);
    };
  }
}
