package org.carelay.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Cron a second time, from the documentation alone and as slowly as it likes: every field is a
 * question asked of every date, hour, minute and second. Shares no code with what it is compared
 * with.
 */
final class BruteForceCron {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private final String[] fields;
  private final boolean quartz;

  BruteForceCron(String expression) {
    var split = expression.toUpperCase(Locale.ROOT).split(" ", -1);
    quartz = split.length > 5;
    fields = quartz ? split : ("0 " + String.join(" ", split)).split(" ", -1);
  }

  /** All times of the dates from {@code first} to {@code last}, on the wall clock. */
  List<LocalDateTime> times(LocalDate first, LocalDate last) {
    var hours = values(fields[2], 0, 23, Map.of());
    var minutes = values(fields[1], 0, 59, Map.of());
    var seconds = values(fields[0], 0, 59, Map.of());
    var times = new ArrayList<LocalDateTime>();
    for (var date = first; !date.isAfter(last); date = date.plusDays(1)) {
      if (date(date)) {
        for (int hour : hours) {
          for (int minute : minutes) {
            for (int second : seconds) {
              times.add(date.atTime(hour, minute, second));
            }
          }
        }
      }
    }
    return times;
  }

  /** All instants in a zone, by the rule for changed clocks. */
  List<Instant> instants(LocalDate first, LocalDate last, ZoneId zone) {
    var everyHour = values(fields[2], 0, 23, Map.of()).size() == 24;
    var instants = new TreeSet<Instant>();
    for (var time : times(first, last)) {
      var offsets = zone.getRules().getValidOffsets(time);
      if (everyHour) {
        offsets.forEach(offset -> instants.add(time.toInstant(offset)));
      } else if (!offsets.isEmpty()) {
        instants.add(time.toInstant(offsets.getFirst()));
      } else {
        var valid = time;
        while (zone.getRules().getValidOffsets(valid).isEmpty()) {
          valid = valid.plusSeconds(1);
        }
        instants.add(valid.toInstant(zone.getRules().getValidOffsets(valid).getFirst()));
      }
    }
    return List.copyOf(instants);
  }

  private boolean date(LocalDate date) {
    var year =
        fields.length < 7 || values(fields[6], 1970, 2099, Map.of()).contains(date.getYear());
    return year
        && values(fields[4], 1, 12, numbers(MONTHS, 1)).contains(date.getMonthValue())
        && day(date);
  }

  private boolean day(LocalDate date) {
    var month = fields[3];
    var week = fields[5];
    var ofMonth = dayOfMonth(month).test(date);
    var ofWeek = dayOfWeek(week).test(date);
    var either = !quartz && !month.startsWith("*") && !week.startsWith("*");
    return either ? ofMonth || ofWeek : ofMonth && ofWeek;
  }

  private Predicate<LocalDate> dayOfMonth(String field) {
    if (field.equals("?") || field.equals("*")) {
      return _ -> true;
    }
    if (field.startsWith("L")) {
      var weekday = field.endsWith("W");
      var plain = field.replace("W", "");
      var before = plain.equals("L") ? 0 : Integer.parseInt(plain.substring(2));
      return date -> isTarget(date, date.lengthOfMonth() - before, weekday);
    }
    if (field.endsWith("W")) {
      var day = Integer.parseInt(field.substring(0, field.length() - 1));
      return date -> isTarget(date, day, true);
    }
    return date -> values(field, 1, 31, Map.of()).contains(date.getDayOfMonth());
  }

  private static boolean isTarget(LocalDate date, int day, boolean weekday) {
    if (day < 1 || day > date.lengthOfMonth()) {
      return false;
    }
    if (!weekday) {
      return date.getDayOfMonth() == day;
    }
    // The weekday of this month with the smallest distance; two are never equally near.
    var nearest = 0;
    for (var each = 1; each <= date.lengthOfMonth(); each++) {
      var weekend = date.withDayOfMonth(each).getDayOfWeek().getValue() > 5;
      if (!weekend && (nearest == 0 || Math.abs(each - day) < Math.abs(nearest - day))) {
        nearest = each;
      }
    }
    return date.getDayOfMonth() == nearest;
  }

  private Predicate<LocalDate> dayOfWeek(String field) {
    if (field.equals("?") || field.equals("*")) {
      return _ -> true;
    }
    if (field.equals("L")) {
      return date -> date.getDayOfWeek() == DayOfWeek.SATURDAY;
    }
    var numbers = numbers(DAYS, quartz ? 1 : 0);
    if (field.endsWith("L")) {
      var day = number(field.substring(0, field.length() - 1), numbers);
      return date -> weekday(date) == day && date.plusDays(7).getMonth() != date.getMonth();
    }
    if (field.contains("#")) {
      var day = number(field.substring(0, field.indexOf('#')), numbers);
      var nth = Integer.parseInt(field.substring(field.indexOf('#') + 1));
      return date -> {
        var count = 0;
        for (var each = date.withDayOfMonth(1); !each.isAfter(date); each = each.plusDays(1)) {
          count += weekday(each) == day ? 1 : 0;
        }
        return weekday(date) == day && count == nth;
      };
    }
    var allowed = values(field, quartz ? 1 : 0, 7, numbers);
    return date ->
        allowed.contains(weekday(date)) || (!quartz && allowed.contains(7) && weekday(date) == 0);
  }

  private int weekday(LocalDate date) {
    return DAYS.indexOf(date.getDayOfWeek().name().substring(0, 3)) + (quartz ? 1 : 0);
  }

  private static TreeSet<Integer> values(
      String field, int min, int max, Map<String, Integer> names) {
    var values = new TreeSet<Integer>();
    for (var item : field.split(",", -1)) {
      var slash = item.split("/", -1);
      var step = slash.length > 1 ? Integer.parseInt(slash[1]) : 1;
      var range = slash[0].equals("*") ? (min + "-" + max) : slash[0];
      var ends = range.split("-", -1);
      var from = number(ends[0], names);
      var to = ends.length > 1 ? number(ends[1], names) : slash.length > 1 ? max : from;
      var steps = 0;
      for (var value = from; ; value = value == max ? min : value + 1) {
        if (steps++ % step == 0) {
          values.add(value);
        }
        if (value == to) {
          break;
        }
      }
    }
    return values;
  }

  private static int number(String text, Map<String, Integer> names) {
    var named = names.get(text);
    return named == null ? Integer.parseInt(text) : named;
  }

  private static Map<String, Integer> numbers(List<String> names, int first) {
    var numbers = new HashMap<String, Integer>();
    names.forEach(name -> numbers.put(name, first + names.indexOf(name)));
    return numbers;
  }
}
