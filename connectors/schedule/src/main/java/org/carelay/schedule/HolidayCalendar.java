package org.carelay.schedule;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.util.ICalDate;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;

/**
 * The days of an iCalendar file (RFC 5545). An event without times is a holiday of its whole days,
 * wherever one is; one with times is a time during which one is closed. Repetition counts, from two
 * years before to twelve years after the file is read; cancelled events do not.
 */
final class HolidayCalendar {
  private static final int MAX_BYTES = 5 * 1024 * 1024;
  private static final int MAX_OCCURRENCES = 50_000;
  private static final int YEARS_BEFORE = 2;
  private static final int YEARS_AFTER = 12;

  private final Map<LocalDate, String> days = new HashMap<>();
  private final List<Closed> closed = new ArrayList<>();

  /** From and until, without the end. */
  private record Closed(Instant from, Instant until, String name) {}

  private HolidayCalendar() {}

  /**
   * @param today around which days are counted
   * @throws IOException if it is no calendar; the message says what is wrong with it
   */
  static HolidayCalendar read(InputStream in, LocalDate today) throws IOException {
    var bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("it is larger than 5 MiB");
    }
    List<ICalendar> calendars;
    try {
      calendars = Biweekly.parse(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)).all();
    } catch (RuntimeException e) {
      throw new IOException("it is not an iCalendar file", e);
    }
    if (calendars.isEmpty()) {
      throw new IOException("it is not an iCalendar file");
    }
    var read = new HolidayCalendar();
    for (var calendar : calendars) {
      for (var event : calendar.getEvents()) {
        read.add(calendar, event, today);
      }
    }
    return read;
  }

  private void add(ICalendar calendar, VEvent event, LocalDate today) throws IOException {
    var start = event.getDateStart();
    var cancelled = event.getStatus() != null && event.getStatus().isCancelled();
    if (start == null || start.getValue() == null || cancelled) {
      return;
    }
    var name = event.getSummary() == null ? "holiday" : event.getSummary().getValue();
    var first = Instant.ofEpochMilli(start.getValue().getTime());
    var length = length(event, start.getValue());
    var floating = calendar.getTimezoneInfo().isFloating(start);
    var zoned = calendar.getTimezoneInfo().getTimezone(start);
    var zone =
        !start.getValue().hasTime() || floating || zoned == null
            ? TimeZone.getDefault()
            : zoned.getTimeZone();
    var from = today.minusYears(YEARS_BEFORE).atStartOfDay(ZoneOffset.UTC).toInstant();
    var until = today.plusYears(YEARS_AFTER).atStartOfDay(ZoneOffset.UTC).toInstant();
    var dates = event.getDateIterator(zone);
    if (first.isBefore(from)) {
      dates.advanceTo(java.util.Date.from(from));
    }
    while (dates.hasNext()) {
      var date = dates.next().toInstant();
      if (date.isAfter(until)) {
        return;
      }
      take(date, length, start.getValue().hasTime(), zone.toZoneId(), name);
      if (days.size() + closed.size() > MAX_OCCURRENCES) {
        throw new IOException("it has more than 50,000 days");
      }
    }
  }

  private void take(Instant at, Duration length, boolean timed, ZoneId zone, String name) {
    if (timed) {
      closed.add(new Closed(at, at.plus(length), name));
      return;
    }
    var day = LocalDate.ofInstant(at, zone);
    for (var number = 0; number < Math.max(1, length.toDays()) && number < 366; number++) {
      days.putIfAbsent(day.plusDays(number), name);
    }
  }

  private static Duration length(VEvent event, ICalDate start) {
    var end = event.getDateEnd() == null ? null : event.getDateEnd().getValue();
    if (end != null) {
      // A little more, so that a day on which clocks are changed is still a day.
      var plain = Duration.ofMillis(Math.max(0, end.getTime() - start.getTime()));
      return start.hasTime() ? plain : plain.plusHours(2);
    }
    return event.getDuration() == null || event.getDuration().getValue() == null
        ? Duration.ofDays(1)
        : Duration.ofMillis(event.getDuration().getValue().toMillis());
  }

  /** The holiday's name, where a day is one as a whole. */
  Optional<String> on(LocalDate day) {
    return Optional.ofNullable(days.get(day));
  }

  /** The holiday's name, where a time falls on one. */
  Optional<String> at(Instant time, ZoneId zone) {
    var day = on(LocalDate.ofInstant(time, zone));
    return day.isPresent()
        ? day
        : closed.stream()
            .filter(each -> !time.isBefore(each.from()) && time.isBefore(each.until()))
            .map(Closed::name)
            .findFirst();
  }
}
