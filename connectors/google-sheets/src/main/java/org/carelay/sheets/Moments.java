package org.carelay.sheets;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Dates and times as ISO text. A sheet holds days since 1899-12-30 without a zone; only the format
 * of the cell says that they are days, so what is shown decides.
 */
final class Moments {
  private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
  private static final BigDecimal MILLIS_PER_DAY = new BigDecimal(86_400_000);
  private static final BigDecimal LAST_DAY = new BigDecimal(2_958_465); // 9999-12-31
  private static final Pattern ONLY_TIME =
      Pattern.compile("-?\\d+:\\d{2}(:\\d{2}(\\.\\d+)?)?(\\s*[AaPp]\\.?[Mm]\\.?)?");

  private Moments() {}

  /**
   * {@code 2026-11-24}, {@code 2026-11-24T14:30:00-05:00}, {@code 14:30:00}; a duration of a day or
   * more stays as it is shown.
   *
   * @param shown by the sheet for this number
   * @param zone the spreadsheet's
   */
  static String text(BigDecimal serial, String shown, ZoneId zone) {
    if (serial.abs().compareTo(LAST_DAY) > 0) {
      return shown;
    }
    if (ONLY_TIME.matcher(shown.strip()).matches()) {
      return serial.signum() < 0 || serial.compareTo(BigDecimal.ONE) >= 0
          ? shown
          : DateTimeFormatter.ISO_LOCAL_TIME.format(at(serial).toLocalTime());
    }
    var at = at(serial);
    if (at.toLocalTime().equals(LocalTime.MIDNIGHT) && !shown.contains(":")) {
      return at.toLocalDate().toString();
    }
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone).toOffsetDateTime());
  }

  /** To the millisecond: a serial number is a double and misses whole seconds by microseconds. */
  private static LocalDateTime at(BigDecimal serial) {
    var millis = serial.multiply(MILLIS_PER_DAY).setScale(0, RoundingMode.HALF_UP).longValueExact();
    return EPOCH.atStartOfDay().plus(Duration.ofMillis(millis));
  }
}
