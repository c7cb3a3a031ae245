package org.carelay.practice.google;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Sheets makes of a text typed by a person in a sheet with the locale en_US. */
final class TypedText {
  private static final Pattern NUMBER =
      Pattern.compile(
          "([-+]?)(\\$?)((?:\\d+|\\d{1,3}(?:,\\d{3})+)?(?:\\.\\d*)?)(?:[eE]([-+]?\\d{1,3}))?(%?)");
  private static final Pattern DATE =
      Pattern.compile(
          "(?:(\\d{4})-(\\d{1,2})-(\\d{1,2})|(\\d{1,2})([/-])(\\d{1,2})(?:\\5(\\d{4}|\\d{2}))?)");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*([aApP][mM])?");

  private TypedText() {}

  /**
   * @param before the cell typed into; its format stays where the new text brings none
   * @param today for dates typed without a year
   */
  static Cell into(Cell before, String typed, LocalDate today) {
    if (typed.isEmpty()) {
      return before.holding(null);
    }
    if (before.format() != null && before.format().type() == NumberFormat.Type.TEXT) {
      return before.holding(new CellValue.TextValue(typed));
    }
    if (typed.startsWith("'")) {
      return before.holding(CellValue.raw(typed.substring(1)));
    }
    var text = typed.strip();
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return before.holding(new CellValue.TruthValue(text.equalsIgnoreCase("true")));
    }
    var number = number(text, before.format());
    if (number != null) {
      return number;
    }
    if (text.length() > 1 && (text.startsWith("=") || text.startsWith("+"))) {
      return new Cell(Arithmetic.evaluate(text), before.format(), text);
    }
    var moment = moment(text, before.format(), today);
    return moment != null ? moment : before.holding(new CellValue.TextValue(typed));
  }

  private static @Nullable Cell number(String text, @Nullable NumberFormat format) {
    var match = NUMBER.matcher(text);
    if (!match.matches() || match.group(3).chars().noneMatch(Character::isDigit)) {
      return null;
    }
    var digits = match.group(3).replace(",", "");
    var exponent = match.group(4) == null ? "" : "e" + match.group(4);
    var number = new BigDecimal((digits.endsWith(".") ? digits + "0" : digits) + exponent);
    if (match.group(1).equals("-")) {
      number = number.negate();
    }
    if (!match.group(5).isEmpty()) {
      return numeric(number.movePointLeft(2), or(format, NumberFormat.PERCENT));
    }
    if (!match.group(2).isEmpty()) {
      return numeric(number, or(format, NumberFormat.CURRENCY));
    }
    return numeric(
        number, match.group(3).contains(",") ? or(format, NumberFormat.GROUPED) : format);
  }

  private static @Nullable Cell moment(
      String text, @Nullable NumberFormat format, LocalDate today) {
    try {
      var time = TIME.matcher(text);
      if (time.matches()) {
        return numeric(DateSerial.of(time(time)), or(format, NumberFormat.TIME));
      }
      var space = text.indexOf(' ');
      var date = DATE.matcher(space < 0 ? text : text.substring(0, space));
      if (!date.matches()) {
        return null;
      }
      var day = DateSerial.of(date(date, today));
      if (space < 0) {
        var typedFormat = date.group(1) == null ? NumberFormat.DATE : NumberFormat.ISO_DATE;
        return numeric(day, or(format, typedFormat));
      }
      time = TIME.matcher(text.substring(space).strip());
      return time.matches()
          ? numeric(day.add(DateSerial.of(time(time))), or(format, NumberFormat.DATE_TIME))
          : null;
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  private static LocalDate date(Matcher match, LocalDate today) {
    if (match.group(1) != null) {
      return LocalDate.of(number(match, 1), number(match, 2), number(match, 3));
    }
    var year = match.group(7) == null ? today.getYear() : number(match, 7);
    return LocalDate.of(year < 100 ? 2000 + year : year, number(match, 4), number(match, 6));
  }

  private static LocalTime time(Matcher match) {
    var hour = number(match, 1);
    if (match.group(4) != null) {
      if (hour < 1 || hour > 12) {
        throw new DateTimeException("no such hour on a twelve-hour clock");
      }
      hour = hour % 12 + (match.group(4).equalsIgnoreCase("pm") ? 12 : 0);
    }
    return LocalTime.of(hour, number(match, 2), match.group(3) == null ? 0 : number(match, 3));
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private static Cell numeric(BigDecimal number, @Nullable NumberFormat format) {
    return new Cell(new CellValue.NumberValue(number), format, null);
  }

  private static NumberFormat or(@Nullable NumberFormat format, NumberFormat otherwise) {
    return format == null ? otherwise : format;
  }
}
