package org.carelay.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people often mean otherwise. */
record CronWarnings(CronExpression cron, ZoneId zone, Instant from) {
  private static final Duration AHEAD = Duration.ofDays(366);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final Pattern DAY_NUMBER = Pattern.compile("(^|[,-])[0-9]");
  private static final Pattern VALUE_WITH_STEP = Pattern.compile("(^|,)[0-9]+/");

  List<String> all() {
    var warnings = new ArrayList<String>();
    dayNumbers().ifPresent(warnings::add);
    lastInWeek().ifPresent(warnings::add);
    twoDayFields().ifPresent(warnings::add);
    everySecond().ifPresent(warnings::add);
    crontabStep().ifPresent(warnings::add);
    shortMonths().ifPresent(warnings::add);
    warnings.addAll(clockChanges());
    return warnings;
  }

  private String[] fields() {
    return cron.written().split("\\s+", -1);
  }

  private Optional<String> dayNumbers() {
    var fields = fields();
    if (fields.length < 5) {
      return Optional.empty(); // a nickname
    }
    var quartz = cron.readAs() == CronExpression.Dialect.QUARTZ;
    var field = fields[quartz ? 5 : 4];
    if (!DAY_NUMBER.matcher(field).find()) {
      return Optional.empty();
    }
    return Optional.of(
        quartz
            ? "The weekday '%s' is read as Quartz numbers it: 1 is Sunday, 2 is Monday, 6 is Friday. Crontab counts otherwise. Write names such as MON-FRI to be sure."
                .formatted(field)
            : "The weekday '%s' is read as crontab numbers it: 0 and 7 are Sunday, 1 is Monday, 5 is Friday. Quartz counts otherwise. Write names such as MON-FRI to be sure."
                .formatted(field));
  }

  private Optional<String> lastInWeek() {
    var fields = fields();
    return fields.length > 5 && fields[5].equalsIgnoreCase("L")
        ? Optional.of(
            "L alone as the weekday is every Saturday. For the last Friday of the month write FRIL.")
        : Optional.empty();
  }

  private Optional<String> twoDayFields() {
    return switch (cron.days()) {
      case DayRule.Either _ ->
          Optional.of(
              "Both the day of the month and the weekday are given: crontab runs when either of them is right, not only when both are.");
      case DayRule.Both _ ->
          Optional.of(
              "Both the day of the month and the weekday are given, one of them with a star and a step: crontab runs only when both are right.");
      default -> Optional.empty();
    };
  }

  private Optional<String> everySecond() {
    return cron.time().seconds().size() == 60
        ? Optional.of(
            "This runs every second of the minutes it allows. Write 0 as the first field to run once a minute.")
        : Optional.empty();
  }

  private Optional<String> crontabStep() {
    var odd =
        cron.readAs() == CronExpression.Dialect.UNIX
            && List.of(fields()).stream().anyMatch(field -> VALUE_WITH_STEP.matcher(field).find());
    return odd
        ? Optional.of(
            "A single value with a step, such as 5/15, is read as from 5 to the end by 15; not every crontab does. Write 5-59/15 to be sure.")
        : Optional.empty();
  }

  private Optional<String> shortMonths() {
    var first =
        switch (cron.days()) {
          case DayRule.DaysOfMonth(var days) -> days.first();
          case DayRule.NearestWeekday(var day) -> day;
          default -> 1;
        };
    var skips = first > 28 && cron.months().size() > 1;
    return skips
        ? Optional.of(
            "Months without a day %d are skipped. Write L for the last day of every month."
                .formatted(first))
        : Optional.empty();
  }

  /** Times within a year that the clocks skip or repeat; intervals are not touched by that. */
  private List<String> clockChanges() {
    var warnings = new ArrayList<String>();
    if (cron.time().everyHour()) {
      return warnings;
    }
    var rules = zone.getRules();
    var change = rules.nextTransition(from);
    while (change != null && change.getInstant().isBefore(from.plus(AHEAD))) {
      clockChange(change).ifPresent(warnings::add);
      change = rules.nextTransition(change.getInstant());
    }
    return warnings;
  }

  private Optional<String> clockChange(ZoneOffsetTransition change) {
    var gap = change.isGap();
    var begin = gap ? change.getDateTimeBefore() : change.getDateTimeAfter();
    var end = gap ? change.getDateTimeAfter() : change.getDateTimeBefore();
    return cron.nextAfter(begin.minusSeconds(1))
        .filter(time -> time.isBefore(end))
        .map(time -> gap ? skipped(time, end) : repeated(time));
  }

  private String skipped(LocalDateTime time, LocalDateTime end) {
    return "On %s the clocks in %s skip %s: it runs at %s."
        .formatted(time.toLocalDate(), zone.getId(), TIME.format(time), TIME.format(end));
  }

  private String repeated(LocalDateTime time) {
    return "On %s the clocks in %s show %s twice: it runs the first time only."
        .formatted(time.toLocalDate(), zone.getId(), TIME.format(time));
  }
}
