package org.carelay.database;

import java.math.BigDecimal;

/** Plain JSON values as numbers and text. */
final class JsonNumbers {
  private static final int MOST_CHARACTERS = 400;
  private static final int MOST_SCALE = 20_000;

  private JsonNumbers() {}

  /**
   * @throws IllegalArgumentException if it is neither a number nor the text of one
   */
  static BigDecimal decimal(Object value) {
    var number =
        switch (value) {
          case BigDecimal decimal -> decimal;
          case Number other -> new BigDecimal(other.toString());
          case String text when text.length() <= MOST_CHARACTERS -> new BigDecimal(text.strip());
          default -> throw new IllegalArgumentException();
        };
    if (Math.abs((long) number.scale()) > MOST_SCALE) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  /**
   * @throws IllegalArgumentException if it is a list or an object
   */
  static String text(Object value) {
    var text =
        switch (value) {
          case String plain -> plain;
          case BigDecimal number when Math.abs((long) number.scale()) <= MOST_SCALE ->
              number.toPlainString();
          case Number number -> number.toString();
          case Boolean truth -> truth.toString();
          default -> throw new IllegalArgumentException();
        };
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(); // no database stores it
    }
    return text;
  }
}
