package org.carelay.practice.google;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Google's dates: days since 1899-12-30, the time of day as a fraction, no zone. */
final class DateSerial {
  private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
  private static final BigDecimal SECONDS_PER_DAY = new BigDecimal(86_400);

  private DateSerial() {}

  static BigDecimal of(LocalDate date) {
    return new BigDecimal(ChronoUnit.DAYS.between(EPOCH, date));
  }

  static BigDecimal of(LocalTime time) {
    // Ten digits are what a double keeps beside a five-digit day, and Sheets computes in doubles.
    var fraction =
        new BigDecimal(time.toSecondOfDay()).divide(SECONDS_PER_DAY, 10, RoundingMode.HALF_EVEN);
    return fraction.signum() == 0 ? BigDecimal.ZERO : fraction.stripTrailingZeros();
  }

  static LocalDateTime toDateTime(BigDecimal serial) {
    var seconds = serial.multiply(SECONDS_PER_DAY).setScale(0, RoundingMode.HALF_UP);
    return EPOCH.atStartOfDay().plusSeconds(seconds.longValue());
  }
}
