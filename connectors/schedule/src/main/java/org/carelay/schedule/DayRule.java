package org.carelay.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** On which days. */
sealed interface DayRule {
  boolean matches(LocalDate date);

  /** {@code *} or {@code ?} in both fields. */
  record EveryDay() implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return true;
    }
  }

  /** {@code 1,15}. */
  record DaysOfMonth(ValueSet days) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return days.contains(date.getDayOfMonth());
    }
  }

  /**
   * {@code L}, {@code L-3}.
   *
   * @param before how many days before the last one
   */
  record LastOfMonth(int before) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return date.getDayOfMonth() == date.lengthOfMonth() - before;
    }
  }

  /** {@code 15W}: the weekday nearest to that day, in the same month. */
  record NearestWeekday(int day) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return day <= date.lengthOfMonth() && date.equals(nearest(date.withDayOfMonth(day)));
    }
  }

  /** {@code LW}, {@code L-3W}: the weekday nearest to that day, in the same month. */
  record NearestWeekdayToLast(int before) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      var day = date.lengthOfMonth() - before;
      return day >= 1 && date.equals(nearest(date.withDayOfMonth(day)));
    }
  }

  /**
   * {@code MON-FRI}.
   *
   * @param days 1 is Monday, 7 is Sunday, as everywhere in Java
   */
  record DaysOfWeek(ValueSet days) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return days.contains(date.getDayOfWeek().getValue());
    }
  }

  /** {@code FRI#3}: the third Friday. */
  record NthOfMonth(DayOfWeek day, int nth) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return date.getDayOfWeek() == day && (date.getDayOfMonth() - 1) / 7 + 1 == nth;
    }
  }

  /** {@code FRIL}: the last Friday. */
  record LastNamedOfMonth(DayOfWeek day) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return date.equals(date.with(TemporalAdjusters.lastInMonth(day)));
    }
  }

  /** Crontab with both day fields restricted: a day that one of them allows. */
  record Either(DayRule ofMonth, DayRule ofWeek) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return ofMonth.matches(date) || ofWeek.matches(date);
    }
  }

  /** Crontab with a star and a step in one day field: a day that both allow. */
  record Both(DayRule ofMonth, DayRule ofWeek) implements DayRule {
    @Override
    public boolean matches(LocalDate date) {
      return ofMonth.matches(date) && ofWeek.matches(date);
    }
  }

  private static LocalDate nearest(LocalDate date) {
    return switch (date.getDayOfWeek()) {
      case SATURDAY -> date.getDayOfMonth() == 1 ? date.plusDays(2) : date.minusDays(1);
      case SUNDAY ->
          date.getDayOfMonth() == date.lengthOfMonth() ? date.minusDays(2) : date.plusDays(1);
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> date;
    };
  }
}
