package org.carelay.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;

/** Says what a cron expression means, for whoever writes one. */
public final class CronExplainer {
  private static final int MOST_TIMES = 1000;

  private CronExplainer() {}

  /**
   * What an expression means.
   *
   * @param readAs {@code quartz} or {@code unix}
   * @param text in plain English, with the zone
   * @param next the next times, ISO-8601 with the offset of the zone at that time
   * @param warnings sentences about what is easily meant otherwise; a schedule that never runs is
   *     one
   * @param skipped the times on holidays until the last of the next times, where a calendar is
   *     given
   */
  public record Explanation(
      String readAs,
      String text,
      List<String> next,
      List<String> warnings,
      List<Skipped> skipped) {}

  /**
   * A time on a holiday.
   *
   * @param movedTo null where it does not run at all
   */
  public record Skipped(String at, String holiday, @Nullable String movedTo) {}

  /**
   * @param count how many times to give, from 0 to 1000
   * @param from times after this
   * @throws CronException if the expression cannot be understood, with what to change
   */
  public static Explanation explain(String cron, ZoneId zone, int count, Instant from) {
    var expression = CronExpression.parse(cron);
    return explain(
        expression, new CronTimetable(expression, zone), new Question(zone, count, from), null);
  }

  /**
   * The same, without holidays.
   *
   * @throws Calendars.Unusable if there is no such calendar
   */
  public static Explanation explain(
      String cron, Question question, Calendars calendars, Holidays holidays)
      throws Calendars.Unusable {
    var expression = CronExpression.parse(cron);
    var zone = question.zone();
    var calendar = calendars.calendar(holidays.calendar());
    var plain = new CronTimetable(expression, zone);
    return explain(
        expression, plain, question, new HolidayTimetable(plain, calendar, holidays.shift(), zone));
  }

  /**
   * What is asked.
   *
   * @param count how many times to give
   * @param from times after this
   */
  public record Question(ZoneId zone, int count, Instant from) {}

  private static Explanation explain(
      CronExpression expression,
      CronTimetable timetable,
      Question question,
      @Nullable HolidayTimetable open) {
    var zone = question.zone();
    var from = question.from();
    var fires =
        DuePlan.between(
            open == null ? timetable : open,
            from,
            Instant.MAX,
            Math.clamp(question.count(), 0, MOST_TIMES));
    var times = fires.stream().map(at -> written(at, zone)).toList();
    var warnings = new ArrayList<String>();
    if (timetable.nextAfter(Instant.EPOCH).isEmpty()) {
      warnings.add(neverFires(expression).message());
    } else if (timetable.nextAfter(from).isEmpty()) {
      warnings.add("There are no more times after %s.".formatted(from.atZone(zone).toLocalDate()));
    }
    warnings.addAll(new CronWarnings(expression, zone, from).all());
    var readAs = expression.readAs().name().toLowerCase(Locale.ROOT);
    var text = "%s (%s)".formatted(CronWords.describe(expression), zone.getId());
    return new Explanation(
        readAs,
        text,
        times,
        List.copyOf(warnings),
        open == null || fires.isEmpty() ? List.of() : skipped(open, from, fires.getLast()));
  }

  private static List<Skipped> skipped(HolidayTimetable open, Instant from, Instant until) {
    var skipped = new ArrayList<Skipped>();
    for (var at : DuePlan.between(open.plain(), from, until, MOST_TIMES)) {
      var holiday = open.calendar().at(at, open.zone());
      if (holiday.isPresent()) {
        var moved = open.moved(at);
        skipped.add(
            new Skipped(
                written(at, open.zone()),
                holiday.get(),
                moved.equals(at) ? null : written(moved, open.zone())));
      }
    }
    return List.copyOf(skipped);
  }

  private static String written(Instant at, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
  }

  static InputProblem neverFires(CronExpression cron) {
    return new InputProblem(
        "/cron",
        "cron-never-fires",
        "This never runs: no date fits \"%s\".".formatted(CronWords.describe(cron)));
  }
}
