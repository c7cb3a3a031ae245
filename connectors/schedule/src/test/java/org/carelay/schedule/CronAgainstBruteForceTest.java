package org.carelay.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two other implementations and twenty years say the same. */
class CronAgainstBruteForceTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2045, 12, 31);

  /** Clocks change at 2:00, at 1:00 UTC, by half an hour, at midnight, and never. */
  static final List<ZoneId> ZONES =
      Stream.of(
              "America/New_York",
              "Europe/Berlin",
              "Australia/Lord_Howe",
              "Africa/Cairo",
              "Asia/Kathmandu")
          .map(ZoneId::of)
          .toList();

  /** What cron-utils 9.2.1 silently reads otherwise, or cannot read. */
  private static final Set<String> ONLY_HERE =
      Set.of(
          "0 0 9 L-3W * ?", // not known
          "0 0 9 30W * ?", // fails in February
          "0 0 9 31W * ?",
          "0 0 22-2 * * ?", // ranges over the end keep their first value only
          "0 50-10 6 * * ?",
          "0 0 9 ? NOV-FEB MON",
          "0 0 9 25-5 * ?",
          "0 0 9 ? * 7-2",
          "0 22-2 * * *",
          "0 0 * * 6-1",
          "0 0 */2 * 1", // a star with a step counts as restricted
          "0 0 1-7 * */2",
          "0 0 9 * * MON", // wants a question mark
          "0 0 9 * * *",
          "0 0 9 ? * ?");

  @ParameterizedTest
  @MethodSource("daily")
  void agrees_on_the_wall_clock_for_twenty_years(String expression) {
    assertThat(wallClock(expression)).isEqualTo(new BruteForceCron(expression).times(FIRST, LAST));
  }

  @ParameterizedTest
  @MethodSource("daily")
  void agrees_with_cron_utils_where_that_can_read_it(String expression) {
    if (ONLY_HERE.contains(expression)) {
      return;
    }
    var type = expression.split(" ", -1).length > 5 ? CronType.QUARTZ : CronType.UNIX;
    var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type));
    var other = ExecutionTime.forCron(parser.parse(expression));
    var ours = CronExpression.parse(expression);
    var time = FIRST.atStartOfDay();
    for (var round = 0; round < 300; round++) {
      var theirs = other.nextExecution(ZonedDateTime.of(time, ZoneOffset.UTC));
      if (theirs.isPresent() && theirs.get().getYear() > 2099) {
        return; // the end of Quartz's years
      }
      var next = ours.nextAfter(time);
      assertThat(next).as("after %s", time).isEqualTo(theirs.map(ZonedDateTime::toLocalDateTime));
      if (next.isEmpty()) {
        return;
      }
      time = next.get();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void agrees_in_five_zones_whenever_the_clocks_change(String expression) {
    var brute = new BruteForceCron(expression);
    var cron = CronExpression.parse(expression);
    for (var zone : ZONES) {
      var timetable = new CronTimetable(cron, zone);
      for (var change : changes(zone)) {
        var first = change.minusDays(1);
        var last = change.plusDays(1);
        var from = first.atStartOfDay(zone).toInstant().minusSeconds(1);
        var until = last.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
        assertThat(DuePlan.between(timetable, from, until, Integer.MAX_VALUE))
            .as("%s in %s around %s", expression, zone, change)
            .isEqualTo(brute.instants(first, last, zone));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("ZONES")
  void agrees_for_twenty_years_in_every_zone(ZoneId zone) {
    for (var expression : daily().toList()) {
      var timetable = new CronTimetable(CronExpression.parse(expression), zone);
      var brute = new BruteForceCron(expression);
      for (var first = FIRST; !first.isAfter(LAST); first = first.plusYears(1)) {
        var last = first.plusYears(1).minusDays(1);
        var from = first.atStartOfDay(zone).toInstant().minusSeconds(1);
        var until = last.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
        assertThat(
                DuePlan.between(timetable, from, until, Integer.MAX_VALUE)
                    .equals(brute.instants(first, last, zone)))
            .as("%s in %s in %s", expression, zone, first.getYear())
            .isTrue();
      }
    }
  }

  /** Where any instant may be asked for, not only one at which it fired. */
  @ParameterizedTest
  @MethodSource("all")
  void finds_the_next_time_from_every_minute_of_a_changing_day(String expression) {
    var zone = ZoneId.of("America/New_York");
    var timetable = new CronTimetable(CronExpression.parse(expression), zone);
    for (var day : List.of(LocalDate.of(2027, 3, 14), LocalDate.of(2026, 11, 1))) {
      var all = new BruteForceCron(expression).instants(day.minusDays(1), day.plusDays(400), zone);
      var at = day.atStartOfDay(zone).toInstant();
      for (var minute = 0; minute < 26 * 60; minute += 7) {
        var after = at.plusSeconds(60L * minute);
        var expected = all.stream().filter(each -> each.isAfter(after)).findFirst();
        if (expected.isPresent()) {
          assertThat(timetable.nextAfter(after)).as("after %s", after).isEqualTo(expected);
        }
      }
    }
  }

  private static List<LocalDateTime> wallClock(String expression) {
    var cron = CronExpression.parse(expression);
    var times = new ArrayList<LocalDateTime>();
    var next = cron.nextAfter(FIRST.atStartOfDay().minusSeconds(1));
    while (next.isPresent() && !next.get().toLocalDate().isAfter(LAST)) {
      times.add(next.get());
      next = cron.nextAfter(next.get());
    }
    return times;
  }

  private static List<LocalDate> changes(ZoneId zone) {
    var dates = new ArrayList<LocalDate>();
    var change = zone.getRules().nextTransition(Instant.parse("2026-01-10T00:00:00Z"));
    while (change != null && change.getDateTimeBefore().getYear() <= 2045) {
      dates.add(change.getDateTimeBefore().toLocalDate());
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return dates.isEmpty() ? List.of(FIRST.plusDays(70)) : dates;
  }

  static Stream<String> daily() {
    return Stream.concat(CronExamples.QUARTZ.stream(), CronExamples.UNIX.stream());
  }

  static Stream<String> all() {
    return CronExamples.all();
  }
}
