package org.carelay.database;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Dates and times as text, in the forms that JSON and databases write them. */
final class Moments {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .optionalEnd()
          .toFormatter();

  private Moments() {}

  /**
   * @param zone meant where the text has no offset
   * @return in that zone; a date alone is its beginning
   * @throws IllegalArgumentException if it is no date
   */
  static ZonedDateTime parse(Object value, ZoneId zone) {
    var text = JsonNumbers.text(value).strip();
    var plain =
        text.length() > 10 && text.charAt(10) == ' '
            ? text.substring(0, 10) + 'T' + text.substring(11)
            : text;
    try {
      return switch (FORM.parseBest(
          plain, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
        case OffsetDateTime moment -> moment.atZoneSameInstant(zone);
        case LocalDateTime local -> local.atZone(zone);
        case LocalDate date -> date.atStartOfDay(zone);
        default -> throw new IllegalArgumentException();
      };
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** With the offset, so that it is both what the clocks show and an instant. */
  static String local(LocalDateTime time, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(zone));
  }
}
