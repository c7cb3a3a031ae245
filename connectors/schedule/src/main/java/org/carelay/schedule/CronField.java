package org.carelay.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kind of field: lists, ranges, steps and names. What is special about days is in {@link
 * CronDays}.
 *
 * @param name as in "The hours field"
 * @param names other spellings of values
 */
record CronField(String name, int min, int max, Map<String, Integer> names) {
  private static final Pattern ITEM =
      Pattern.compile("(\\*|[0-9A-Z]+)(?:-([0-9A-Z]+))?(?:/([0-9]{1,9}))?");
  private static final List<String> MONTH_NAMES =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAY_NAMES =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  static final CronField SECONDS = new CronField("seconds", 0, 59, Map.of());
  static final CronField MINUTES = new CronField("minutes", 0, 59, Map.of());
  static final CronField HOURS = new CronField("hours", 0, 23, Map.of());
  static final CronField DAYS_OF_MONTH = new CronField("day-of-month", 1, 31, Map.of());
  static final CronField MONTHS = new CronField("month", 1, 12, numbered(MONTH_NAMES, 1));
  static final CronField YEARS = new CronField("year", 1970, 2099, Map.of());

  /** 1 is Sunday, 7 is Saturday. */
  static final CronField QUARTZ_DAYS_OF_WEEK =
      new CronField("day-of-week", 1, 7, numbered(DAY_NAMES, 1));

  /** 0 and 7 are Sunday. */
  static final CronField UNIX_DAYS_OF_WEEK =
      new CronField("day-of-week", 0, 7, numbered(DAY_NAMES, 0));

  private static Map<String, Integer> numbered(List<String> names, int first) {
    var numbers = new HashMap<String, Integer>();
    names.forEach(name -> numbers.put(name, first + numbers.size()));
    return Map.copyOf(numbers);
  }

  ValueSet all() {
    return ValueSet.range(min, max);
  }

  /**
   * @param written in upper case
   * @throws CronException naming the field
   */
  ValueSet parse(String written) {
    var values = ValueSet.of();
    for (var item : written.split(",", -1)) {
      values = values.with(item(item));
    }
    return values;
  }

  private ValueSet item(String written) {
    var matcher = ITEM.matcher(written);
    if (!matcher.matches() || (matcher.group(1).equals("*") && matcher.group(2) != null)) {
      throw new CronException(
          "cron-not-understood",
          "The %s field has '%s', which is neither a value, a range such as %d-%d, a list nor a step such as */5."
              .formatted(name, written, min, min + 2));
    }
    var from = matcher.group(1).equals("*") ? min : number(matcher.group(1));
    var to = last(matcher, from);
    return stepped(from, to, step(matcher));
  }

  private int last(Matcher matcher, int from) {
    if (matcher.group(2) != null) {
      return number(matcher.group(2));
    }
    // "5/10" is from 5 to the end by tens; "5" is 5.
    var open = matcher.group(1).equals("*") || matcher.group(3) != null;
    return open ? max : from;
  }

  private int step(Matcher matcher) {
    if (matcher.group(3) == null) {
      return 1;
    }
    var step = Integer.parseInt(matcher.group(3));
    if (step < 1 || step > max - min + 1) {
      throw new CronException(
          "cron-value-out-of-range",
          "The %s field has the step %d; a step is between 1 and %d."
              .formatted(name, step, max - min + 1));
    }
    return step;
  }

  /** A range may run over the end: 22-2 is 22, 23, 0, 1 and 2. */
  private ValueSet stepped(int from, int to, int step) {
    var values = new ArrayList<Integer>();
    var span = max - min + 1;
    var length = from <= to ? to - from : to - from + span;
    if (from > to && this == YEARS) {
      throw new CronException(
          "cron-value-out-of-range",
          "The year field runs backwards, from %d to %d.".formatted(from, to));
    }
    for (var i = 0; i <= length; i += step) {
      values.add(min + (from - min + i) % span);
    }
    return ValueSet.of(values.stream().mapToInt(Integer::intValue).toArray());
  }

  /** A number or a name. */
  int number(String written) {
    var named = names.get(written);
    if (named != null) {
      return named;
    }
    if (!written.matches("[0-9]{1,9}")) {
      throw new CronException(
          "cron-not-understood",
          "The %s field has '%s', which is no %s."
              .formatted(
                  name, written, names.isEmpty() ? "number" : "number or three-letter name"));
    }
    var value = Integer.parseInt(written);
    if (value < min || value > max) {
      throw new CronException(
          "cron-value-out-of-range",
          "The %s field has %d; it goes from %d to %d.".formatted(name, value, min, max));
    }
    return value;
  }
}
