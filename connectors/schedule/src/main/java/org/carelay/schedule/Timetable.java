package org.carelay.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The instants at which a trigger fires. */
sealed interface Timetable
    permits CronTimetable, HolidayTimetable, Timetable.Interval, Timetable.Single {
  /** The first instant after this one; empty when there will be no more. */
  Optional<Instant> nextAfter(Instant instant);

  /**
   * Every so often, counted from {@code start}.
   *
   * @param every at least one second
   */
  record Interval(Instant start, Duration every) implements Timetable {
    @Override
    public Optional<Instant> nextAfter(Instant instant) {
      var passed = Duration.between(start, instant);
      var next = passed.isNegative() ? 0 : passed.dividedBy(every) + 1;
      return Optional.of(start.plus(every.multipliedBy(next)));
    }
  }

  /** Once. */
  record Single(Instant at) implements Timetable {
    @Override
    public Optional<Instant> nextAfter(Instant instant) {
      return at.isAfter(instant) ? Optional.of(at) : Optional.empty();
    }
  }
}
