package org.carelay.recipe;

import java.time.DateTimeException;
import java.time.Duration;

/** ISO-8601 durations of fixed length: {@code PT5S}, {@code P1DT2H}, {@code P2W}. */
final class Durations {
  private Durations() {}

  /**
   * @throws IllegalArgumentException for months and years, whose length varies, and for anything
   *     else
   */
  static Duration parse(String text) {
    try {
      return text.matches("P\\d{1,4}W")
          ? Duration.ofDays(7L * Integer.parseInt(text.substring(1, text.length() - 1)))
          : Duration.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("must be a duration such as PT5S, PT2H or P1D", e);
    }
  }
}
