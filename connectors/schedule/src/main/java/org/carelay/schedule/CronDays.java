package org.carelay.schedule;

import java.time.DayOfWeek;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the two day fields, which mean one thing together. */
final class CronDays {
  private static final Pattern LAST = Pattern.compile("L(?:-([0-9]{1,2}))?(W)?");
  private static final Pattern NEAREST = Pattern.compile("([0-9]{1,2})W");
  private static final Pattern LAST_NAMED = Pattern.compile("([0-9A-Z]+)L");
  private static final Pattern NTH = Pattern.compile("([0-9A-Z]+)#([0-9]+)");
  private static final Pattern SPECIAL = Pattern.compile("[LW#]|[0-9A-Z]+[L#].*|[0-9]+W|L[-W].*");

  private CronDays() {}

  /**
   * @throws CronException where Quartz does not allow the combination either
   */
  static DayRule quartz(String ofMonth, String ofWeek) {
    var anyOfMonth = any(ofMonth);
    var anyOfWeek = any(ofWeek);
    if (!anyOfMonth && !anyOfWeek) {
      throw new CronException(
          "cron-two-day-fields",
          "Quartz cannot combine the day of the month '%s' with the day of the week '%s': write ? in one of them."
              .formatted(ofMonth, ofWeek));
    }
    if (!anyOfMonth) {
      return quartzDayOfMonth(ofMonth);
    }
    return anyOfWeek ? new DayRule.EveryDay() : quartzDayOfWeek(ofWeek);
  }

  /** Whichever comes first where both are restricted: crontab(5), "Note: The day of a command". */
  static DayRule unix(String ofMonth, String ofWeek) {
    refuseQuartzSigns(ofMonth);
    refuseQuartzSigns(ofWeek);
    var anyOfMonth = ofMonth.equals("*");
    var anyOfWeek = ofWeek.equals("*");
    if (anyOfMonth && anyOfWeek) {
      return new DayRule.EveryDay();
    }
    var month = new DayRule.DaysOfMonth(CronField.DAYS_OF_MONTH.parse(ofMonth));
    var week = daysOfWeek(CronField.UNIX_DAYS_OF_WEEK, ofWeek, day -> day == 0 ? 7 : day);
    if (anyOfMonth) {
      return week;
    }
    if (anyOfWeek) {
      return month;
    }
    return ofMonth.startsWith("*") || ofWeek.startsWith("*")
        ? new DayRule.Both(month, week)
        : new DayRule.Either(month, week);
  }

  private static boolean any(String field) {
    return field.equals("*") || field.equals("?");
  }

  private static void refuseQuartzSigns(String field) {
    if (field.contains("?") || SPECIAL.matcher(field).matches()) {
      throw new CronException(
          "cron-quartz-sign",
          "'%s' is Quartz, but five fields are read as crontab. Put the seconds in front, as in 0 0 9 ? * 6L."
              .formatted(field));
    }
  }

  private static DayRule quartzDayOfMonth(String written) {
    if (LAST.matcher(written) instanceof Matcher last && last.matches()) {
      var before = last.group(1) == null ? 0 : Integer.parseInt(last.group(1));
      if (before > 30) {
        throw outOfRange("L-" + before, "at most 30 days before the last");
      }
      return last.group(2) == null
          ? new DayRule.LastOfMonth(before)
          : new DayRule.NearestWeekdayToLast(before);
    }
    if (NEAREST.matcher(written) instanceof Matcher nearest && nearest.matches()) {
      return new DayRule.NearestWeekday(CronField.DAYS_OF_MONTH.number(nearest.group(1)));
    }
    refuseSpecialInList(written, "day-of-month");
    return new DayRule.DaysOfMonth(CronField.DAYS_OF_MONTH.parse(written));
  }

  private static DayRule quartzDayOfWeek(String written) {
    if (written.equals("L")) {
      return new DayRule.DaysOfWeek(ValueSet.of(DayOfWeek.SATURDAY.getValue()));
    }
    if (LAST_NAMED.matcher(written) instanceof Matcher last && last.matches()) {
      return new DayRule.LastNamedOfMonth(quartzDay(last.group(1)));
    }
    if (NTH.matcher(written) instanceof Matcher nth && nth.matches()) {
      var number = nth.group(2).length() > 1 ? 9 : Integer.parseInt(nth.group(2));
      if (number < 1 || number > 5) {
        throw outOfRange("#" + nth.group(2), "from #1 to #5");
      }
      return new DayRule.NthOfMonth(quartzDay(nth.group(1)), number);
    }
    refuseSpecialInList(written, "day-of-week");
    return daysOfWeek(CronField.QUARTZ_DAYS_OF_WEEK, written, CronDays::isoDay);
  }

  private static DayRule daysOfWeek(CronField field, String written, IntUnaryOperator isoDay) {
    var values = field.parse(written);
    return new DayRule.DaysOfWeek(values.mapped(isoDay));
  }

  private static DayOfWeek quartzDay(String written) {
    return DayOfWeek.of(isoDay(CronField.QUARTZ_DAYS_OF_WEEK.number(written)));
  }

  /** 1 for Sunday becomes 7, 2 for Monday becomes 1. */
  private static int isoDay(int quartz) {
    return quartz == 1 ? 7 : quartz - 1;
  }

  private static void refuseSpecialInList(String written, String field) {
    for (var item : written.split(",", -1)) {
      if (written.contains(",") && SPECIAL.matcher(item).matches()) {
        throw new CronException(
            "cron-special-in-list",
            "The %s field has '%s' in a list; L, W and # stand alone. Use two recipes, or two schedules."
                .formatted(field, item));
      }
    }
  }

  private static CronException outOfRange(String written, String allowed) {
    return new CronException(
        "cron-value-out-of-range", "'%s' is not possible; it goes %s.".formatted(written, allowed));
  }
}
