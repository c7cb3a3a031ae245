package org.carelay.practice.google;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a cell shows on the screen, in the locale en_US. */
final class CellText {
  private static final Pattern DATE_TOKEN =
      Pattern.compile("am/pm|a/p|y+|m+|d+|h+|s+|[^ymdhs]", Pattern.CASE_INSENSITIVE);
  private static final BigDecimal PLAIN_LIMIT = new BigDecimal("1e15");
  private static final MathContext FIFTEEN_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  private CellText() {}

  static String of(Cell cell) {
    return switch (cell.value()) {
      case null -> "";
      case CellValue.TextValue value -> value.text();
      case CellValue.ErrorValue value -> value.shown();
      case CellValue.TruthValue value -> value.truth() ? "TRUE" : "FALSE";
      case CellValue.NumberValue value -> number(value.number(), cell.format());
    };
  }

  private static String number(BigDecimal number, @Nullable NumberFormat format) {
    if (format == null || format.type() == NumberFormat.Type.TEXT) {
      return automatic(number);
    }
    if (format.type().isDateOrTime()) {
      return dateTime(DateSerial.toDateTime(number), format.pattern());
    }
    var decimal = new DecimalFormat(format.pattern(), DecimalFormatSymbols.getInstance(Locale.US));
    decimal.setRoundingMode(RoundingMode.HALF_UP);
    return decimal.format(number);
  }

  private static String automatic(BigDecimal number) {
    var rounded = number.round(FIFTEEN_DIGITS);
    if (rounded.abs().compareTo(PLAIN_LIMIT) >= 0) {
      return new DecimalFormat("0.#####E0", DecimalFormatSymbols.getInstance(Locale.US))
          .format(rounded)
          .replace("E", "E+");
    }
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String dateTime(LocalDateTime at, String pattern) {
    var twelveHours = pattern.toLowerCase(Locale.ROOT).contains("am/pm");
    var java = new StringBuilder();
    var afterHour = false;
    var tokens = DATE_TOKEN.matcher(pattern);
    while (tokens.find()) {
      var token = tokens.group().toLowerCase(Locale.ROOT);
      switch (token.charAt(0)) {
        case 'a' -> java.append('a');
        case 'y' -> java.append(token.length() > 2 ? "yyyy" : "yy");
        case 'd' -> java.append(token.length() > 2 ? "E".repeat(token.length()) : token);
        case 'h' -> {
          java.append((twelveHours ? "h" : "H").repeat(token.length()));
          afterHour = true;
        }
        // In Google's notation m is the minute when it follows an hour.
        case 'm' -> {
          java.append((afterHour ? "m" : "M").repeat(token.length()));
          afterHour = false;
        }
        case 's' -> java.append(token);
        case '\'' -> java.append("''");
        default -> java.append('\'').append(token).append('\'');
      }
    }
    // 'Each literal' is quoted apart; two that touch would read as an escaped quote.
    var joined = java.toString().replace("''", "");
    return DateTimeFormatter.ofPattern(joined, Locale.US).format(at);
  }
}
