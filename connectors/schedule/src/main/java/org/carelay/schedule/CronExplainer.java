package org.carelay.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.carelay.connector.InputProblem;

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
   */
  public record Explanation(String readAs, String text, List<String> next, List<String> warnings) {}

  /**
   * @param count how many times to give, from 0 to 1000
   * @param from times after this
   * @throws CronException if the expression cannot be understood, with what to change
   */
  public static Explanation explain(String cron, ZoneId zone, int count, Instant from) {
    var expression = CronExpression.parse(cron);
    var timetable = new CronTimetable(expression, zone);
    var times =
        DuePlan.between(timetable, from, Instant.MAX, Math.clamp(count, 0, MOST_TIMES)).stream()
            .map(at -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone)))
            .toList();
    var warnings = new ArrayList<String>();
    if (timetable.nextAfter(Instant.EPOCH).isEmpty()) {
      warnings.add(neverFires(expression).message());
    } else if (timetable.nextAfter(from).isEmpty()) {
      warnings.add("There are no more times after %s.".formatted(from.atZone(zone).toLocalDate()));
    }
    warnings.addAll(new CronWarnings(expression, zone, from).all());
    var readAs = expression.readAs().name().toLowerCase(Locale.ROOT);
    var text = "%s (%s)".formatted(CronWords.describe(expression), zone.getId());
    return new Explanation(readAs, text, times, List.copyOf(warnings));
  }

  static InputProblem neverFires(CronExpression cron) {
    return new InputProblem(
        "/cron",
        "cron-never-fires",
        "This never runs: no date fits \"%s\".".formatted(CronWords.describe(cron)));
  }
}
