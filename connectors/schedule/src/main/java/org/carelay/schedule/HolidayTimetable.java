package org.carelay.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A timetable that leaves holidays out, or moves their times to the same time of a working day. A
 * time that is moved to one that is there anyway is one time.
 */
record HolidayTimetable(
    Timetable plain, HolidayCalendar calendar, Holidays.Shift shift, ZoneId zone)
    implements Timetable {
  /** Longer than any run of holidays; a calendar of more is a mistake. */
  private static final int MOST_DAYS = 60;

  private static final int MOST_TIMES = 100_000;

  @Override
  public Optional<Instant> nextAfter(Instant instant) {
    return shift == Holidays.Shift.SKIP ? nextOpen(instant) : nextMoved(instant);
  }

  private Optional<Instant> nextOpen(Instant instant) {
    var next = plain.nextAfter(instant);
    for (var count = 0; next.isPresent() && count < MOST_TIMES; count++) {
      var time = next.get();
      if (calendar.at(time, zone).isEmpty()) {
        return next;
      }
      var day = LocalDate.ofInstant(time, zone);
      // A schedule for every second need not be asked for each second of a holiday.
      next =
          plain.nextAfter(
              calendar.on(day).isPresent()
                  ? day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1)
                  : time);
    }
    return Optional.empty();
  }

  private Optional<Instant> nextMoved(Instant instant) {
    var from = instant;
    if (shift == Holidays.Shift.NEXT) {
      // Times of the holidays just before may come to lie after this instant.
      var day = LocalDate.ofInstant(instant, zone);
      for (var count = 0; count < MOST_DAYS && isFree(day.minusDays(1)); count++) {
        day = day.minusDays(1);
      }
      from = day.atStartOfDay(zone).toInstant().minusNanos(1);
    }
    Optional<Instant> best = Optional.empty();
    var next = plain.nextAfter(from);
    for (var count = 0; next.isPresent() && count < MOST_TIMES; count++) {
      var moved = moved(next.get());
      // Days keep their order when they are moved; times of one day may not.
      if (best.isPresent()
          && LocalDate.ofInstant(moved, zone).isAfter(LocalDate.ofInstant(best.get(), zone))) {
        return best;
      }
      if (moved.isAfter(instant) && (best.isEmpty() || moved.isBefore(best.get()))) {
        best = Optional.of(moved);
      }
      next = plain.nextAfter(next.get());
    }
    return best;
  }

  /** Where a time of the plain timetable comes to lie. */
  Instant moved(Instant time) {
    if (shift == Holidays.Shift.SKIP || calendar.at(time, zone).isEmpty()) {
      return time;
    }
    var there = time.atZone(zone);
    var step = shift == Holidays.Shift.NEXT ? 1 : -1;
    var day = there.toLocalDate().plusDays(step);
    for (var count = 0; count < MOST_DAYS && isFree(day); count++) {
      day = day.plusDays(step);
    }
    return day.atTime(there.toLocalTime()).atZone(zone).toInstant();
  }

  private boolean isFree(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY
        || day.getDayOfWeek() == DayOfWeek.SUNDAY
        || calendar.on(day).isPresent();
  }
}
