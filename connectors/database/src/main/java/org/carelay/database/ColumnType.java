package org.carelay.database;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Types;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What a column takes, and how a JSON value becomes it. Messages name what is expected and never
 * quote the value.
 */
sealed interface ColumnType {
  /** As {@link Types}, for the driver. */
  int jdbcType();

  /** In words, after "takes". */
  String expects();

  /**
   * @param zone whose clocks are meant where a value or a column has no zone
   * @return a value for the driver
   * @throws IllegalArgumentException if the value is nothing of the kind
   */
  Object fromJson(Object value, ZoneId zone);

  /** Whole numbers in a range. */
  record Whole(BigInteger min, BigInteger max) implements ColumnType {
    static Whole bits(int bits) {
      var half = BigInteger.TWO.pow(bits - 1);
      return new Whole(half.negate(), half.subtract(BigInteger.ONE));
    }

    @Override
    public int jdbcType() {
      var bits = max.bitLength();
      return bits < 32 ? Types.INTEGER : bits < 64 ? Types.BIGINT : Types.NUMERIC;
    }

    @Override
    public String expects() {
      return "whole numbers from %s to %s".formatted(min, max);
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      var whole = JsonNumbers.decimal(value).toBigIntegerExact();
      if (whole.compareTo(min) < 0 || whole.compareTo(max) > 0) {
        throw new IllegalArgumentException();
      }
      return max.bitLength() < 64 ? (Object) whole.longValueExact() : new BigDecimal(whole);
    }
  }

  /** Decimal numbers without loss. */
  record Exact() implements ColumnType {
    @Override
    public int jdbcType() {
      return Types.NUMERIC;
    }

    @Override
    public String expects() {
      return "numbers";
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      return JsonNumbers.decimal(value);
    }
  }

  /** Binary floating-point numbers. */
  record Floating() implements ColumnType {
    @Override
    public int jdbcType() {
      return Types.DOUBLE;
    }

    @Override
    public String expects() {
      return "numbers";
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      return JsonNumbers.decimal(value).doubleValue();
    }
  }

  /** True and false. */
  record Truth() implements ColumnType {
    @Override
    public int jdbcType() {
      return Types.BOOLEAN;
    }

    @Override
    public String expects() {
      return "true or false";
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
        case "true", "1" -> true;
        case "false", "0" -> false;
        default -> throw new IllegalArgumentException();
      };
    }
  }

  /** Characters, of which there is a most. */
  record Text(int most) implements ColumnType {
    @Override
    public int jdbcType() {
      return Types.VARCHAR;
    }

    @Override
    public String expects() {
      return most == Integer.MAX_VALUE ? "text" : "text of at most %d characters".formatted(most);
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      var text = JsonNumbers.text(value);
      if (text.codePointCount(0, text.length()) > most) {
        throw new IllegalArgumentException();
      }
      return text;
    }
  }

  /** Dates. A moment is the date on the zone's calendar. */
  record Day() implements ColumnType {
    @Override
    public int jdbcType() {
      return Types.DATE;
    }

    @Override
    public String expects() {
      return "dates such as 2026-11-24";
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      return Moments.parse(value, zone).toLocalDate();
    }
  }

  /** Times of day. */
  record TimeOfDay() implements ColumnType {
    @Override
    public int jdbcType() {
      return Types.TIME;
    }

    @Override
    public String expects() {
      return "times of day such as 09:00";
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      try {
        return LocalTime.parse(JsonNumbers.text(value));
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(e);
      }
    }
  }

  /** Date and time without a zone: what the zone's clocks show. */
  record LocalMoment() implements ColumnType {
    @Override
    public int jdbcType() {
      return Types.TIMESTAMP;
    }

    @Override
    public String expects() {
      return "dates with times such as 2026-11-24T09:00:00";
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      return Moments.parse(value, zone).toLocalDateTime();
    }
  }

  /**
   * Instants.
   *
   * @param zoned whether the driver takes an offset; else it is given UTC, as is the session
   */
  record Moment(boolean zoned) implements ColumnType {
    @Override
    public int jdbcType() {
      return zoned ? Types.TIMESTAMP_WITH_TIMEZONE : Types.TIMESTAMP;
    }

    @Override
    public String expects() {
      return "instants such as 2026-11-24T09:00:00-05:00";
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      var utc = Moments.parse(value, zone).withZoneSameInstant(ZoneOffset.UTC).toOffsetDateTime();
      return zoned ? utc : utc.toLocalDateTime();
    }
  }

  /** Universally unique ids. */
  record Uuid() implements ColumnType {
    @Override
    public int jdbcType() {
      return Types.OTHER;
    }

    @Override
    public String expects() {
      return "UUIDs such as 018f3c1e-7d2a-7b6e-9a57-3c2f10a4b001";
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      var text = JsonNumbers.text(value).strip();
      if (text.length() != 36) {
        throw new IllegalArgumentException();
      }
      return UUID.fromString(text);
    }
  }

  /** Any JSON value, as a document. */
  record Json(int jdbcType) implements ColumnType {
    @Override
    public String expects() {
      return "JSON";
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      return JsonText.write(value);
    }
  }

  /** Bytes, in JSON as base64. */
  record Bytes() implements ColumnType {
    @Override
    public int jdbcType() {
      return Types.BINARY;
    }

    @Override
    public String expects() {
      return "bytes as base64";
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      return Base64.getDecoder().decode(JsonNumbers.text(value));
    }
  }

  /** Lists of values of one type. */
  record Array(ColumnType element) implements ColumnType {
    @Override
    public int jdbcType() {
      return Types.OTHER;
    }

    @Override
    public String expects() {
      return "lists of " + element.expects();
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      return ArrayText.write(value instanceof List<?> list ? list : List.of(value), element, zone);
    }
  }

  /** Whatever else the database reads from text. */
  record Other(int jdbcType) implements ColumnType {
    @Override
    public String expects() {
      return "text that the database understands";
    }

    @Override
    public Object fromJson(Object value, ZoneId zone) {
      return value instanceof Map<?, ?> || value instanceof List<?>
          ? JsonText.write(value)
          : JsonNumbers.text(value);
    }
  }
}
