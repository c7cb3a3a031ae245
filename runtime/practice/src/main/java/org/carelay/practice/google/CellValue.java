package org.carelay.practice.google;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a cell that is not blank holds, whatever its format makes of it on the screen. */
sealed interface CellValue {
  /** Any number; dates and times too, as days since 1899-12-30. */
  record NumberValue(BigDecimal number) implements CellValue {}

  record TextValue(String text) implements CellValue {}

  record TruthValue(boolean truth) implements CellValue {}

  /**
   * What a formula came to when it failed.
   *
   * @param shown such as {@code #N/A} or {@code Loading...}
   */
  record ErrorValue(String shown) implements CellValue {}

  /** As the API renders it with {@code UNFORMATTED_VALUE}. */
  default Object unformatted() {
    return switch (this) {
      case NumberValue value -> value.number();
      case TextValue value -> value.text();
      case TruthValue value -> value.truth();
      case ErrorValue value -> value.shown();
    };
  }

  /** From a JSON scalar, taken as it is; blank for null and the empty text. */
  static @Nullable CellValue raw(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean truth -> new TruthValue(truth);
      case BigDecimal number -> new NumberValue(number);
      case Number number -> new NumberValue(new BigDecimal(number.toString()));
      default -> value.toString().isEmpty() ? null : new TextValue(value.toString());
    };
  }
}
