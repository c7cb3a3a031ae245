package org.carelay.schedule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A cron expression in plain English. */
final class CronWords {
  private static final int FEW_TIMES = 6;
  private static final List<String> ORDINALS =
      List.of("first", "second", "third", "fourth", "fifth");
  private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("HH:mm:ss");

  private CronWords() {}

  static String describe(CronExpression cron) {
    var parts = new ArrayList<String>();
    parts.add(time(cron.time()));
    parts.add(days(cron.days()));
    if (!cron.months().equals(CronField.MONTHS.all())) {
      parts.add("in " + list(cron.months(), CronWords::month));
    }
    if (!cron.years().equals(CronField.YEARS.all())) {
      parts.add("in " + list(cron.years(), Integer::toString));
    }
    return String.join(", ", parts);
  }

  private static String time(CronExpression.Time time) {
    var times = time.seconds().size() * time.minutes().size() * time.hours().size();
    if (times <= FEW_TIMES) {
      return "At " + join(all(time).map(at -> clock(at, time)).toList());
    }
    if (time.seconds().equals(ValueSet.of(0))) {
      return minutes(time);
    }
    var seconds =
        often(time.seconds(), 60, "second").orElseGet(() -> "At second " + numbers(time.seconds()));
    if (time.everyHour() && time.minutes().size() == 60) {
      return seconds;
    }
    var minutes =
        time.minutes().size() == 60 ? "every minute" : "minute " + numbers(time.minutes());
    return seconds + " of " + minutes + hoursAfter(time);
  }

  private static String minutes(CronExpression.Time time) {
    var often = often(time.minutes(), 60, "minute");
    if (often.isPresent()) {
      return often.get() + fromTo(time);
    }
    if (time.minutes().size() == 1) {
      return hourly(time);
    }
    return "At minute " + numbers(time.minutes()) + hoursAfter(time);
  }

  /** One minute, many hours. */
  private static String hourly(CronExpression.Time time) {
    var minute = time.minutes().first();
    var past =
        minute == 0
            ? ", on the hour"
            : ", %d minute%s past".formatted(minute, minute == 1 ? "" : "s");
    if (time.everyHour()) {
      return "Every hour" + past;
    }
    var step = step(time.hours());
    if (step.isPresent()) {
      var every = step.get() == 1 ? "Every hour" : "Every " + step.get() + " hours";
      return every + fromTo(time);
    }
    return "At " + join(all(time).map(at -> clock(at, time)).toList());
  }

  /** " from 08:00 to 17:45", where it is not all day and the hours are in a row. */
  private static String fromTo(CronExpression.Time time) {
    if (time.everyHour()) {
      return "";
    }
    var inARow = step(time.hours());
    if (inARow.isPresent() && (inARow.get() == 1 || time.minutes().size() == 1)) {
      var hours = time.hours().toList();
      var minutes = time.minutes().toList();
      return " from %02d:%02d to %02d:%02d"
          .formatted(hours.getFirst(), minutes.getFirst(), hours.getLast(), minutes.getLast());
    }
    return hoursAfter(time);
  }

  private static String hoursAfter(CronExpression.Time time) {
    return time.everyHour() ? " of every hour" : " of the hour " + numbers(time.hours());
  }

  /** "Every 5 minutes", where the values go round the clock evenly. */
  private static Optional<String> often(ValueSet values, int round, String unit) {
    var step = step(values);
    var even =
        step.isPresent()
            && values.first() == 0
            && round % step.get() == 0
            && values.size() == round / step.get();
    return even
        ? Optional.of(
            step.get() == 1 ? "Every " + unit : "Every %d %ss".formatted(step.get(), unit))
        : Optional.empty();
  }

  /** The distance between neighbours, where it is the same for all; one value has the step 1. */
  private static Optional<Integer> step(ValueSet values) {
    var list = values.toList();
    if (list.size() == 1) {
      return Optional.of(1);
    }
    var step = list.get(1) - list.getFirst();
    for (var i = 1; i < list.size(); i++) {
      if (list.get(i) - list.get(i - 1) != step) {
        return Optional.empty();
      }
    }
    return Optional.of(step);
  }

  private static Stream<LocalTime> all(CronExpression.Time time) {
    return time.hours().toList().stream()
        .flatMap(
            hour ->
                time.minutes().toList().stream()
                    .flatMap(
                        minute ->
                            time.seconds().toList().stream()
                                .map(second -> LocalTime.of(hour, minute, second))));
  }

  private static String clock(LocalTime at, CronExpression.Time time) {
    return (time.seconds().equals(ValueSet.of(0)) ? SHORT : LONG).format(at);
  }

  private static String days(DayRule rule) {
    return switch (rule) {
      case DayRule.EveryDay() -> "every day";
      case DayRule.DaysOfMonth(var days) -> "on day " + numbers(days) + " of the month";
      case DayRule.LastOfMonth(var before) -> "on " + beforeLast(before);
      case DayRule.NearestWeekday(var day) -> "on the weekday nearest to day " + day;
      case DayRule.NearestWeekdayToLast(var before) ->
          before == 0
              ? "on the last weekday of the month"
              : "on the weekday nearest to " + beforeLast(before);
      case DayRule.DaysOfWeek(var days) -> daysOfWeek(days);
      case DayRule.NthOfMonth(var day, var nth) ->
          "on the %s %s of the month".formatted(ORDINALS.get(nth - 1), name(day.getValue()));
      case DayRule.LastNamedOfMonth(var day) ->
          "on the last %s of the month".formatted(name(day.getValue()));
      case DayRule.Either(var ofMonth, var ofWeek) -> days(ofMonth) + " and " + days(ofWeek);
      case DayRule.Both(var ofMonth, var ofWeek) -> days(ofMonth) + ", but only " + days(ofWeek);
    };
  }

  private static String beforeLast(int days) {
    return switch (days) {
      case 0 -> "the last day of the month";
      case 1 -> "the day before the last of the month";
      default -> "the day %d days before the last of the month".formatted(days);
    };
  }

  private static String daysOfWeek(ValueSet days) {
    if (days.size() == 7) {
      return "every day";
    }
    return "every " + list(days, CronWords::name);
  }

  private static String numbers(ValueSet values) {
    return list(values, Integer::toString);
  }

  /** "1, 2 and 5 to 9". */
  private static String list(ValueSet values, IntFunction<String> name) {
    var all = values.toList();
    var words = new ArrayList<String>();
    for (var i = 0; i < all.size(); i++) {
      var last = i;
      while (last + 1 < all.size() && all.get(last + 1) == all.get(last) + 1) {
        last++;
      }
      if (last - i >= 2) {
        words.add(name.apply(all.get(i)) + " to " + name.apply(all.get(last)));
        i = last;
      } else {
        words.add(name.apply(all.get(i)));
      }
    }
    return join(words);
  }

  private static String join(List<String> words) {
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }

  private static String name(int isoDay) {
    return DayOfWeek.of(isoDay).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String month(int number) {
    return Month.of(number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }
}
