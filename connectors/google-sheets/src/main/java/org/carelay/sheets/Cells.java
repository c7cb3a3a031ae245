package org.carelay.sheets;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of cells as the API gives them: null, Boolean, numbers and text. */
final class Cells {
  // In values.* an error is text like any other; a person seldom types one of these.
  private static final Set<String> ERRORS =
      Set.of(
          "#N/A",
          "#REF!",
          "#VALUE!",
          "#DIV/0!",
          "#NUM!",
          "#NAME?",
          "#NULL!",
          "#ERROR!",
          "Loading...");

  private Cells() {}

  /**
   * The text by which two cells are the same. Number and text that look alike are: a person who
   * formats a column as plain text has not changed its rows.
   */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Boolean truth -> truth ? "TRUE" : "FALSE";
      case BigDecimal number ->
          number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
      case Number number -> text(new BigDecimal(number.toString()));
      default -> value.toString();
    };
  }

  static boolean isBlank(@Nullable Object value) {
    return value == null || (value instanceof String text && text.isBlank());
  }

  /** A formula that failed or has not come to its result yet. */
  static boolean isError(@Nullable Object value) {
    return value instanceof String text && ERRORS.contains(text);
  }

  /** A header as it is compared: without regard to case and spacing. */
  static String name(String header) {
    return header.strip().replaceAll("[\\s\\u00a0]+", " ").toLowerCase(Locale.ROOT);
  }
}
