package org.carelay.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A cron expression, as sets of allowed values on the wall clock, which knows no zones.
 *
 * <p>Six or seven fields are Quartz (seconds first), five are crontab (minutes first); {@code
 * @daily} and friends are crontab's.
 *
 * @param written as it was given, trimmed
 */
record CronExpression(
    String written, Dialect readAs, Time time, DayRule days, ValueSet months, ValueSet years) {
  private static final int MAX_LENGTH = 200;

  /** How often crontab's nicknames run: crontab(5), "Extensions". */
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@YEARLY", "0 0 1 1 *",
          "@ANNUALLY", "0 0 1 1 *",
          "@MONTHLY", "0 0 1 * *",
          "@WEEKLY", "0 0 * * 0",
          "@DAILY", "0 0 * * *",
          "@MIDNIGHT", "0 0 * * *",
          "@HOURLY", "0 * * * *");

  /** Whose rules an expression is read by. */
  enum Dialect {
    QUARTZ,
    UNIX
  }

  /** The times of a day. */
  record Time(ValueSet seconds, ValueSet minutes, ValueSet hours) {
    /** Runs in every hour: an interval rather than a time of day. */
    boolean everyHour() {
      return hours.size() == 24;
    }

    Optional<LocalTime> from(LocalTime earliest) {
      var hour = hours.from(earliest.getHour());
      if (hour.isEmpty()) {
        return Optional.empty();
      }
      if (hour.getAsInt() > earliest.getHour()) {
        return Optional.of(LocalTime.of(hour.getAsInt(), minutes.first(), seconds.first()));
      }
      var minute = minutes.from(earliest.getMinute());
      if (minute.isPresent() && minute.getAsInt() > earliest.getMinute()) {
        return Optional.of(LocalTime.of(hour.getAsInt(), minute.getAsInt(), seconds.first()));
      }
      var second = seconds.from(earliest.getSecond());
      if (minute.isPresent() && second.isPresent()) {
        return Optional.of(LocalTime.of(hour.getAsInt(), minute.getAsInt(), second.getAsInt()));
      }
      return fromNextMinute(earliest);
    }

    private Optional<LocalTime> fromNextMinute(LocalTime time) {
      var next = time.withSecond(0).withNano(0).plusMinutes(1);
      return next.equals(LocalTime.MIDNIGHT) ? Optional.empty() : from(next);
    }
  }

  /**
   * @throws CronException saying what to change
   */
  static CronExpression parse(String written) {
    var text = written.strip();
    if (text.length() > MAX_LENGTH) {
      throw new CronException(
          "cron-too-long", "A cron expression has at most %d characters.".formatted(MAX_LENGTH));
    }
    var plain = text.toUpperCase(Locale.ROOT);
    if (plain.startsWith("@")) {
      plain = nickname(text, plain);
    }
    var fields = plain.split("\\s+", -1);
    return switch (fields.length) {
      case 5 -> unix(text, fields);
      case 6, 7 -> quartz(text, fields);
      default ->
          throw new CronException(
              "cron-field-count",
              "A cron expression has five fields (crontab: minute hour day month weekday) or six to seven (Quartz: seconds first, perhaps a year last); this has %d."
                  .formatted(text.isEmpty() ? 0 : fields.length));
    };
  }

  private static String nickname(String written, String plain) {
    var meaning = NICKNAMES.get(plain);
    if (meaning == null) {
      throw new CronException(
          "cron-nickname",
          "'%s' is none of @yearly, @monthly, @weekly, @daily and @hourly.".formatted(written));
    }
    return meaning;
  }

  private static CronExpression unix(String written, String[] fields) {
    var time =
        new Time(
            ValueSet.of(0), CronField.MINUTES.parse(fields[0]), CronField.HOURS.parse(fields[1]));
    return new CronExpression(
        written,
        Dialect.UNIX,
        time,
        CronDays.unix(fields[2], fields[4]),
        CronField.MONTHS.parse(fields[3]),
        CronField.YEARS.all());
  }

  private static CronExpression quartz(String written, String[] fields) {
    var time =
        new Time(
            CronField.SECONDS.parse(fields[0]),
            CronField.MINUTES.parse(fields[1]),
            CronField.HOURS.parse(fields[2]));
    return new CronExpression(
        written,
        Dialect.QUARTZ,
        time,
        CronDays.quartz(fields[3], fields[5]),
        CronField.MONTHS.parse(fields[4]),
        fields.length == 7 ? CronField.YEARS.parse(fields[6]) : CronField.YEARS.all());
  }

  /** The next time on the wall clock after this one; empty if there is none until 2099. */
  Optional<LocalDateTime> nextAfter(LocalDateTime after) {
    var earliest = after.withNano(0).plusSeconds(1);
    if (days.matches(earliest.toLocalDate()) && inSeason(earliest.toLocalDate())) {
      var sameDay = time.from(earliest.toLocalTime());
      if (sameDay.isPresent()) {
        return Optional.of(earliest.toLocalDate().atTime(sameDay.get()));
      }
    }
    return nextDay(earliest.toLocalDate().plusDays(1))
        .flatMap(date -> time.from(LocalTime.MIDNIGHT).map(date::atTime));
  }

  private Optional<LocalDate> nextDay(LocalDate from) {
    var date = from;
    while (date.getYear() <= CronField.YEARS.max()) {
      if (!years.contains(date.getYear())) {
        date = LocalDate.of(date.getYear() + 1, 1, 1);
      } else if (!months.contains(date.getMonthValue())) {
        date = date.withDayOfMonth(1).plusMonths(1);
      } else if (days.matches(date)) {
        return Optional.of(date);
      } else {
        date = date.plusDays(1);
      }
    }
    return Optional.empty();
  }

  private boolean inSeason(LocalDate date) {
    return years.contains(date.getYear()) && months.contains(date.getMonthValue());
  }
}
